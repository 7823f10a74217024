package signaling

import (
	"errors"
	"fmt"
)

// CloseCode is why the server closed a session: a WebSocket close code
// (RFC 6455 section 7.4) with a stable name and a text for people.
type CloseCode int

const (
	// CloseLeft answers leave.
	CloseLeft CloseCode = 1000
	// CloseRestart ends all sessions of a server that shuts down.
	CloseRestart CloseCode = 1001

	CloseBadMessage       CloseCode = 4000
	CloseBadRoom          CloseCode = 4001
	CloseRoomFull         CloseCode = 4002
	CloseJoinTimeout      CloseCode = 4003
	ClosePlaceGone        CloseCode = 4004
	CloseRateLimited      CloseCode = 4005
	CloseTooBig           CloseCode = 4006
	CloseReplaced         CloseCode = 4007
	CloseSlowConsumer     CloseCode = 4008
	CloseKeepaliveTimeout CloseCode = 4009
	CloseServerFull       CloseCode = 4010
	// 4011 is not in use.
	CloseBadSubprotocol CloseCode = 4012
	// CloseRoomClosed ends all sessions of a room that somebody in it closed.
	CloseRoomClosed CloseCode = 4013
	// CloseLinkSpent answers whoever comes to that room later.
	CloseLinkSpent CloseCode = 4014
)

// CloseCodes lists every code with which the server closes, in rising order.
func CloseCodes() []CloseCode {
	return []CloseCode{
		CloseLeft, CloseRestart, CloseBadMessage, CloseBadRoom, CloseRoomFull,
		CloseJoinTimeout, ClosePlaceGone, CloseRateLimited, CloseTooBig, CloseReplaced,
		CloseSlowConsumer, CloseKeepaliveTimeout, CloseServerFull, CloseBadSubprotocol,
		CloseRoomClosed, CloseLinkSpent,
	}
}

// Name is the stable name of the code, for programs, logs and metrics. The two
// codes of RFC 6455 have none: they are no errors.
func (c CloseCode) Name() string {
	switch c {
	case CloseBadMessage:
		return "bad-message"
	case CloseBadRoom:
		return "bad-room"
	case CloseRoomFull:
		return "room-full"
	case CloseJoinTimeout:
		return "join-timeout"
	case ClosePlaceGone:
		return "place-gone"
	case CloseRateLimited:
		return "rate-limited"
	case CloseTooBig:
		return "too-big"
	case CloseReplaced:
		return "replaced"
	case CloseSlowConsumer:
		return "slow-consumer"
	case CloseKeepaliveTimeout:
		return "keepalive-timeout"
	case CloseServerFull:
		return "server-full"
	case CloseBadSubprotocol:
		return "bad-subprotocol"
	case CloseRoomClosed:
		return "room-closed"
	case CloseLinkSpent:
		return "link-spent"
	}
	return ""
}

// Reason is the text that goes into the close frame, for a person to read.
func (c CloseCode) Reason() string {
	switch c {
	case CloseLeft:
		return "left"
	case CloseRestart:
		return "server is restarting"
	case CloseBadMessage:
		return "message not understood"
	case CloseBadRoom:
		return "not a room of this service"
	case CloseRoomFull:
		return "this room is full"
	case CloseJoinTimeout:
		return "no join in time"
	case ClosePlaceGone:
		return "the place is no longer held"
	case CloseRateLimited:
		return "too many messages"
	case CloseTooBig:
		return "message too big"
	case CloseReplaced:
		return "opened somewhere else"
	case CloseSlowConsumer:
		return "messages were not read in time"
	case CloseKeepaliveTimeout:
		return "no sign of life"
	case CloseServerFull:
		return "no room left on this server"
	case CloseBadSubprotocol:
		return "please upgrade"
	case CloseRoomClosed:
		return "somebody closed this room"
	case CloseLinkSpent:
		return "this room was closed for good"
	}
	return ""
}

// Error is a message that is refused, and the code that this closes with.
type Error struct {
	Code CloseCode
	// Detail says what is wrong without quoting the message: it may be logged.
	Detail string
}

func (e *Error) Error() string {
	return fmt.Sprintf("signaling: %s: %s", e.Code.Name(), e.Detail)
}

// Code returns the close code of an error of this package, 0 if it has none.
func Code(err error) CloseCode {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

func refuse(code CloseCode, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}
