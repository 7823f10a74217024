package vectors

// constants are the numbers and names of PROTOCOL.md, written once more by
// hand: a test in each language compares its own with them, both ways.
type constants struct {
	Path        string          `json:"path"`
	Subprotocol string          `json:"subprotocol"`
	CloseCodes  []closeCode     `json:"closeCodes"`
	Limits      []limit         `json:"limits"`
	Types       map[string]list `json:"types"`
	Kinds       list            `json:"kinds"`
	LeftReasons list            `json:"leftReasons"`
}

type list = []string

type closeCode struct {
	Code   int    `json:"code"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
	// Client is what a client does then: it gives up, comes back at once with
	// backoff, joins anew without its token, or reloads the page.
	Client string `json:"client"`
}

// limit is one row of the table of limits. Side says who needs to know it:
// "both" sides of the wire, or the "server" alone.
type limit struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
	Unit  string `json:"unit"`
	Side  string `json:"side"`
}

func protocolConstants() constants {
	return constants{
		Path:        "/signaling",
		Subprotocol: "coviewer.signaling.v1",
		CloseCodes: []closeCode{
			{1000, "", "left", "give-up"},
			{1001, "", "server is restarting", "come-back"},
			{4000, "bad-message", "message not understood", "give-up"},
			{4001, "bad-room", "not a room of this service", "give-up"},
			{4002, "room-full", "this room is full", "give-up"},
			{4003, "join-timeout", "no join in time", "come-back"},
			{4004, "place-gone", "the place is no longer held", "join-anew"},
			{4005, "rate-limited", "too many messages", "come-back"},
			{4006, "too-big", "message too big", "give-up"},
			{4007, "replaced", "opened somewhere else", "give-up"},
			{4008, "slow-consumer", "messages were not read in time", "come-back"},
			{4009, "keepalive-timeout", "no sign of life", "come-back"},
			{4010, "server-full", "no room left on this server", "come-back"},
			{4012, "bad-subprotocol", "please upgrade", "reload"},
			{4013, "room-closed", "somebody closed this room", "give-up"},
			{4014, "link-spent", "this room was closed for good", "give-up"},
		},
		Limits: []limit{
			{"MaxMessageBytes", 65_536, "bytes", "both"},
			{"MaxServerMessageBytes", 262_144, "bytes", "both"},
			{"MaxBoxChars", 32_768, "characters", "both"},
			{"MaxCounter", 9_007_199_254_740_991, "", "both"},
			{"MinCapacity", 2, "places", "both"},
			{"MaxCapacity", 6, "places", "both"},
			{"JoinTimeout", 10_000, "ms", "server"},
			{"PlaceHold", 300_000, "ms", "server"},
			{"SpentHold", 86_400_000, "ms", "server"},
			{"PingInterval", 20_000, "ms", "server"},
			{"PongTimeout", 45_000, "ms", "server"},
			{"WriteTimeout", 10_000, "ms", "server"},
			{"CloseTimeout", 5_000, "ms", "server"},
			{"SendQueueLength", 256, "messages", "server"},
			{"SendQueueBytes", 1_048_576, "bytes", "server"},
			{"MessagesPerSecond", 50, "messages", "server"},
			{"MessageBurst", 200, "messages", "server"},
			{"ControlFramesPerSecond", 5, "frames", "server"},
			{"ControlFrameBurst", 20, "frames", "server"},
			{"SessionsPerAddress", 64, "sessions", "server"},
			{"JoinsPerSecond", 5, "joins", "server"},
			{"JoinBurst", 40, "joins", "server"},
			{"MaxSessions", 20_000, "sessions", "server"},
			{"MaxRooms", 10_000, "rooms", "server"},
			{"MaxSpentRooms", 100_000, "rooms", "server"},
		},
		Types: map[string]list{
			"client": {"join", "resume", "offer", "box", "ping", "leave", "close"},
			"server": {
				"welcome", "peer-joined", "peer-away", "peer-back", "peer-left",
				"offer", "box", "undeliverable", "ice-servers", "pong",
			},
		},
		Kinds:       list{"browser", "headless"},
		LeftReasons: list{"left", "expired"},
	}
}
