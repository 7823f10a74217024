package webclient

import (
	"bytes"
	"fmt"
)

// RoomPeople is how many are in a room, of how many that fit, and whether the
// room was closed for good.
type RoomPeople struct {
	People, Places int
	Spent          bool
}

// on puts the numbers into the head of a page, so that the first paint is
// right. It is compressed anew: that takes less than a millisecond, and whoever
// asks more often than the limit of joins allows gets the page without.
func (p RoomPeople) on(page *asset) *asset {
	meta := fmt.Appendf(nil, "  <meta name=\"room-people\" content=\"%d\" data-places=\"%d\" data-spent=\"%t\">\n  </head>", p.People, p.Places, p.Spent)
	return compress(bytes.Replace(page.plain, []byte("</head>"), meta, 1), page.contentType)
}
