// Code generated from schema.json by go generate ./peer/wire; DO NOT EDIT.

package wire

// Version of the wire, as in hello.
const Version = 1

// Limits of the wire. PROTOCOL.md says what each bounds.
const (
	MaxBadFrames            = 20
	MaxBlobBytes            = 67108864
	MaxCandidates           = 64
	MaxClockAheadMs         = 60000
	MaxClockOffsetMs        = 172800000
	MaxCoordinate           = 1048576
	MaxDepth                = 8
	MaxElements             = 20000
	MaxLaneBurst            = 32
	MaxLanes                = 8
	MaxMessageBytes         = 65536
	MaxOrderChars           = 128
	MaxPanelBytes           = 67108864
	MaxPinChars             = 200
	MaxPixels               = 64000000
	MaxPoints               = 4000
	MaxPropertiesPerElement = 64
	MaxReceiving            = 3
	MaxSafeInteger          = 9007199254740991
	MaxStalls               = 20
	MaxUndoSteps            = 200
	MaxUnknownBytes         = 4096
	MaxWanted               = 16
	PingIntervalMs          = 1000
	RepeatBytes             = 1100
	RestartIntervalMs       = 3000
	SilenceMs               = 4000
	SnapshotPartBytes       = 16384
	StallMs                 = 3000
)

// Classes of errors (PROTOCOL.md, section 8), as Class returns them.
const (
	ClassTooLong      = "too-long"
	ClassTruncated    = "truncated"
	ClassBadCBOR      = "bad-cbor"
	ClassNotCanonical = "not-canonical"
	ClassTooDeep      = "too-deep"
	ClassBadType      = "bad-type"
	ClassUnknownType  = "unknown-type"
	ClassBadChannel   = "bad-channel"
	ClassBadField     = "bad-field"
	ClassBadValue     = "bad-value"
	ClassFutureStamp  = "future-stamp"
	ClassTooMany      = "too-many"
	ClassBadHash      = "bad-hash"
	ClassBadPicture   = "bad-picture"
	ClassBadCommit    = "bad-commit"
)

// Kinds of elements.
const (
	KindArrow     = "arrow"
	KindEllipse   = "ellipse"
	KindInk       = "ink"
	KindMessage   = "message"
	KindPerson    = "person"
	KindPicture   = "picture"
	KindPin       = "pin"
	KindRectangle = "rectangle"
	KindStage     = "stage"
	KindText      = "text"
)

// Elements with an id of their own.
const (
	IDStage = "stage000"
)

// Values of the fields that have a fixed set of them: message, then value.
const (
	HelloBrowser     = "browser"
	HelloHeadless    = "headless"
	RefuseUnknown    = "unknown"
	RefuseBadRange   = "bad-range"
	RefuseBusy       = "busy"
	RefuseTakenBack  = "taken-back"
	LaneOffer        = "offer"
	LaneAnswer       = "answer"
	LaneCandidate    = "candidate"
	ByeLeft          = "left"
	ByeProtocolError = "protocol-error"
	ByeBadVersion    = "bad-version"
	ByeBadClock      = "bad-clock"
	ByeBadCommit     = "bad-commit"
	LiveInk          = "ink"
	LiveArrow        = "arrow"
	LiveEllipse      = "ellipse"
	LiveRectangle    = "rectangle"
	LiveText         = "text"
	LiveDrawing      = "drawing"
	LiveDone         = "done"
	LiveCanceled     = "canceled"
)

// Hello (panel): first message of each side.
type Hello struct {
	Version int64
	Site    string
	Kind    string
	Commit  []byte
	Now     int64
}

// Number of the message on the wire.
func (Hello) Number() int { return 1 }

func (m Hello) items() []any {
	return []any{int64(1), m.Version, m.Site, m.Kind, m.Commit, m.Now}
}

// Reveal (panel): the nonce behind the commitment of hello.
type Reveal struct {
	Nonce []byte
}

// Number of the message on the wire.
func (Reveal) Number() int { return 2 }

func (m Reveal) items() []any {
	return []any{int64(2), m.Nonce}
}

// Snapshot (panel): a part of the whole panel.
type Snapshot struct {
	Last   bool
	Writes []Write
	// Refused has, after Decode, an error for each write of the message that was left out. Never sent.
	Refused []error
}

// Number of the message on the wire.
func (Snapshot) Number() int { return 3 }

func (m Snapshot) items() []any {
	return []any{int64(3), m.Last, writeItems(m.Writes)}
}

// Writes (panel, presence): changes of the panel.
type Writes struct {
	Writes []Write
	// Refused has, after Decode, an error for each write of the message that was left out. Never sent.
	Refused []error
}

// Number of the message on the wire.
func (Writes) Number() int { return 4 }

func (m Writes) items() []any {
	return []any{int64(4), writeItems(m.Writes)}
}

// Have (panel): blobs that are wholly here and verified.
type Have struct {
	Hashes []Hash
}

// Number of the message on the wire.
func (Have) Number() int { return 5 }

func (m Have) items() []any {
	return []any{int64(5), hashItems(m.Hashes)}
}

// Want (panel): asks for ranges of a blob; no ranges: stop sending.
type Want struct {
	Want   int64
	Hash   Hash
	Ranges []int64
}

// Number of the message on the wire.
func (Want) Number() int { return 6 }

func (m Want) items() []any {
	return []any{int64(6), m.Want, m.Hash[:], intItems(m.Ranges)}
}

// Refuse (panel): a want cannot be served.
type Refuse struct {
	Want   int64
	Reason string
}

// Number of the message on the wire.
func (Refuse) Number() int { return 7 }

func (m Refuse) items() []any {
	return []any{int64(7), m.Want, m.Reason}
}

// Lane (panel): description or candidate of a lane.
type Lane struct {
	Lane       int64
	Generation int64
	Kind       string
	Text       string
	Mid        string
	Line       int64
}

// Number of the message on the wire.
func (Lane) Number() int { return 8 }

func (m Lane) items() []any {
	return []any{int64(8), m.Lane, m.Generation, m.Kind, m.Text, m.Mid, m.Line}
}

// Lanes (panel): asks the offerer to open lanes up to a count.
type Lanes struct {
	Count int64
}

// Number of the message on the wire.
func (Lanes) Number() int { return 9 }

func (m Lanes) items() []any {
	return []any{int64(9), m.Count}
}

// Bye (panel): the sender goes away, and why.
type Bye struct {
	Reason string
}

// Number of the message on the wire.
func (Bye) Number() int { return 10 }

func (m Bye) items() []any {
	return []any{int64(10), m.Reason}
}

// Ping (presence): liveness and clock.
type Ping struct {
	Sent int64
}

// Number of the message on the wire.
func (Ping) Number() int { return 11 }

func (m Ping) items() []any {
	return []any{int64(11), m.Sent}
}

// Pong (presence): answer to a ping.
type Pong struct {
	Sent int64
	Now  int64
}

// Number of the message on the wire.
func (Pong) Number() int { return 12 }

func (m Pong) items() []any {
	return []any{int64(12), m.Sent, m.Now}
}

// Pointer (presence): where the pointer is.
type Pointer struct {
	Seq     int64
	Picture string
	X       int64
	Y       int64
	Light   bool
}

// Number of the message on the wire.
func (Pointer) Number() int { return 13 }

func (m Pointer) items() []any {
	return []any{int64(13), m.Seq, nullItem(m.Picture), m.X, m.Y, m.Light}
}

// Viewport (presence): what part of which picture is in view.
type Viewport struct {
	Seq     int64
	Picture string
	X       int64
	Y       int64
	W       int64
	H       int64
}

// Number of the message on the wire.
func (Viewport) Number() int { return 14 }

func (m Viewport) items() []any {
	return []any{int64(14), m.Seq, nullItem(m.Picture), m.X, m.Y, m.W, m.H}
}

// Live (presence): a mark that is being drawn.
type Live struct {
	Seq      int64
	Element  string
	Picture  string
	Kind     string
	Color    int64
	Width    int64
	State    string
	From     int64
	Pressure bool
	Points   []byte
}

// Number of the message on the wire.
func (Live) Number() int { return 15 }

func (m Live) items() []any {
	return []any{int64(15), m.Seq, m.Element, m.Picture, m.Kind, m.Color, m.Width, m.State, m.From, m.Pressure, m.Points}
}

// Writing (presence): whether a person is writing a message.
type Writing struct {
	Seq int64
	On  bool
}

// Number of the message on the wire.
func (Writing) Number() int { return 16 }

func (m Writing) items() []any {
	return []any{int64(16), m.Seq, m.On}
}

// build makes a message of items that check has found good.
func build(number int64, items []any) Message {
	switch number {
	case 1:
		return Hello{Version: items[0].(int64), Site: items[1].(string), Kind: items[2].(string), Commit: items[3].([]byte), Now: items[4].(int64)}
	case 2:
		return Reveal{Nonce: items[0].([]byte)}
	case 3:
		writes, refused := readWrites(items[1].([]any))
		return Snapshot{Last: items[0].(bool), Writes: writes, Refused: refused}
	case 4:
		writes, refused := readWrites(items[0].([]any))
		return Writes{Writes: writes, Refused: refused}
	case 5:
		return Have{Hashes: readHashes(items[0].([]any))}
	case 6:
		return Want{Want: items[0].(int64), Hash: Hash(items[1].([]byte)), Ranges: readInts(items[2].([]any))}
	case 7:
		return Refuse{Want: items[0].(int64), Reason: items[1].(string)}
	case 8:
		return Lane{Lane: items[0].(int64), Generation: items[1].(int64), Kind: items[2].(string), Text: items[3].(string), Mid: items[4].(string), Line: items[5].(int64)}
	case 9:
		return Lanes{Count: items[0].(int64)}
	case 10:
		return Bye{Reason: items[0].(string)}
	case 11:
		return Ping{Sent: items[0].(int64)}
	case 12:
		return Pong{Sent: items[0].(int64), Now: items[1].(int64)}
	case 13:
		return Pointer{Seq: items[0].(int64), Picture: textOrNull(items[1]), X: items[2].(int64), Y: items[3].(int64), Light: items[4].(bool)}
	case 14:
		return Viewport{Seq: items[0].(int64), Picture: textOrNull(items[1]), X: items[2].(int64), Y: items[3].(int64), W: items[4].(int64), H: items[5].(int64)}
	case 15:
		return Live{Seq: items[0].(int64), Element: items[1].(string), Picture: items[2].(string), Kind: items[3].(string), Color: items[4].(int64), Width: items[5].(int64), State: items[6].(string), From: items[7].(int64), Pressure: items[8].(bool), Points: items[9].([]byte)}
	case 16:
		return Writing{Seq: items[0].(int64), On: items[1].(bool)}
	}
	return nil
}

// messageSpecs says what each message may hold, by number.
var messageSpecs = map[int64]messageSpec{
	1: {name: "hello", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "version", sort: sortInt, min: 1, max: 65535},
		{name: "site", sort: sortID},
		{name: "kind", sort: sortEnum, values: []string{"browser", "headless"}},
		{name: "commit", sort: sortBytes, min: 32, max: 32},
		{name: "now", sort: sortInt, max: 9007199254740991},
	}},
	2: {name: "reveal", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "nonce", sort: sortBytes, min: 16, max: 16},
	}},
	3: {name: "snapshot", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "last", sort: sortBool},
		{name: "writes", sort: sortWrites},
	}},
	4: {name: "writes", channels: []Channel{ChannelPanel, ChannelPresence}, fields: []field{
		{name: "writes", sort: sortWrites},
	}},
	5: {name: "have", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "hashes", sort: sortList, max: 1000, of: &field{sort: sortHash}},
	}},
	6: {name: "want", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "want", sort: sortInt, min: 1, max: 4294967295},
		{name: "hash", sort: sortHash},
		{name: "ranges", sort: sortList, max: 512, of: &field{sort: sortInt, max: 67108864}},
	}},
	7: {name: "refuse", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "want", sort: sortInt, min: 1, max: 4294967295},
		{name: "reason", sort: sortEnum, values: []string{"unknown", "bad-range", "busy", "taken-back"}},
	}},
	8: {name: "lane", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "lane", sort: sortInt, max: 7},
		{name: "generation", sort: sortInt, max: 65535},
		{name: "kind", sort: sortEnum, values: []string{"offer", "answer", "candidate"}},
		{name: "text", sort: sortText, max: 16384},
		{name: "mid", sort: sortText, max: 32},
		{name: "line", sort: sortInt, max: 255},
	}},
	9: {name: "lanes", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "count", sort: sortInt, min: 1, max: 8},
	}},
	10: {name: "bye", channels: []Channel{ChannelPanel}, fields: []field{
		{name: "reason", sort: sortEnum, values: []string{"left", "protocol-error", "bad-version", "bad-clock", "bad-commit"}},
	}},
	11: {name: "ping", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "sent", sort: sortInt, max: 9007199254740991},
	}},
	12: {name: "pong", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "sent", sort: sortInt, max: 9007199254740991},
		{name: "now", sort: sortInt, max: 9007199254740991},
	}},
	13: {name: "pointer", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "seq", sort: sortInt, max: 9007199254740991},
		{name: "picture", sort: sortID, nullable: true},
		{name: "x", sort: sortCoordinate},
		{name: "y", sort: sortCoordinate},
		{name: "light", sort: sortBool},
	}},
	14: {name: "viewport", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "seq", sort: sortInt, max: 9007199254740991},
		{name: "picture", sort: sortID, nullable: true},
		{name: "x", sort: sortCoordinate},
		{name: "y", sort: sortCoordinate},
		{name: "w", sort: sortCoordinate},
		{name: "h", sort: sortCoordinate},
	}},
	15: {name: "live", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "seq", sort: sortInt, max: 9007199254740991},
		{name: "element", sort: sortID},
		{name: "picture", sort: sortID},
		{name: "kind", sort: sortEnum, values: []string{"ink", "arrow", "ellipse", "rectangle", "text"}},
		{name: "color", sort: sortInt, max: 31},
		{name: "width", sort: sortInt, min: 1, max: 4096},
		{name: "state", sort: sortEnum, values: []string{"drawing", "done", "canceled"}},
		{name: "from", sort: sortInt, max: 4000},
		{name: "pressure", sort: sortBool},
		{name: "points", sort: sortPoints},
	}},
	16: {name: "writing", channels: []Channel{ChannelPresence}, fields: []field{
		{name: "seq", sort: sortInt, max: 9007199254740991},
		{name: "on", sort: sortBool},
	}},
}

// properties says what each known property may hold.
var properties = map[string]field{
	"blob":        {name: "blob", sort: sortHash},
	"by":          {name: "by", sort: sortID},
	"caption":     {name: "caption", sort: sortText, max: 500},
	"color":       {name: "color", sort: sortInt, max: 31},
	"compare":     {name: "compare", sort: sortID},
	"deleted":     {name: "deleted", sort: sortBool},
	"fontSize":    {name: "fontSize", sort: sortInt, min: 8, max: 16384},
	"kind":        {name: "kind", sort: sortText, min: 1, max: 32},
	"mark":        {name: "mark", sort: sortID},
	"mode":        {name: "mode", sort: sortEnum, values: []string{"side", "overlay"}},
	"name":        {name: "name", sort: sortText, max: 120},
	"number":      {name: "number", sort: sortInt, min: 1, max: 999},
	"order":       {name: "order", sort: sortOrder},
	"picture":     {name: "picture", sort: sortID},
	"pixelHeight": {name: "pixelHeight", sort: sortInt, min: 1, max: 65535},
	"pixelWidth":  {name: "pixelWidth", sort: sortInt, min: 1, max: 65535},
	"points":      {name: "points", sort: sortPoints},
	"pressure":    {name: "pressure", sort: sortBool},
	"preview":     {name: "preview", sort: sortBytes, min: 12, max: 12288},
	"size":        {name: "size", sort: sortInt, min: 1, max: 67108864},
	"split":       {name: "split", sort: sortInt, max: 1000},
	"stripped":    {name: "stripped", sort: sortBool},
	"takenBack":   {name: "takenBack", sort: sortTrue},
	"text":        {name: "text", sort: sortText, min: 1, max: 2000},
	"type":        {name: "type", sort: sortEnum, values: []string{"image/jpeg", "image/png", "image/webp"}},
	"view":        {name: "view", sort: sortList, min: 4, max: 4, of: &field{sort: sortInt, min: -1048576, max: 1048576}},
	"width":       {name: "width", sort: sortInt, min: 1, max: 4096},
	"x1":          {name: "x1", sort: sortCoordinate},
	"x2":          {name: "x2", sort: sortCoordinate},
	"y1":          {name: "y1", sort: sortCoordinate},
	"y2":          {name: "y2", sort: sortCoordinate},
}

// required lists, by kind, the properties without which an element is not complete.
var required = map[string][]string{
	KindArrow:     {"by", "picture", "color", "width", "x1", "y1", "x2", "y2"},
	KindEllipse:   {"by", "picture", "color", "width", "x1", "y1", "x2", "y2"},
	KindInk:       {"by", "picture", "color", "width", "points"},
	KindMessage:   {"by", "text"},
	KindPerson:    {"name", "color"},
	KindPicture:   {"by", "name", "pixelWidth", "pixelHeight", "preview", "blob", "size", "type", "order"},
	KindPin:       {"by", "picture", "color", "x1", "y1", "number"},
	KindRectangle: {"by", "picture", "color", "width", "x1", "y1", "x2", "y2"},
	KindStage:     {"by", "picture"},
	KindText:      {"by", "picture", "color", "fontSize", "x1", "y1", "text"},
}
