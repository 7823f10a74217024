package main

import "encoding/hex"

func linkVectors() map[string]vector {
	const host = "https://shop.example"
	room, text := roomOf(secret), b64(secret)
	good := host + "/r/" + room + "#" + text
	ok := func(comment, origin, link string) vector {
		return vector{comment, "ok", map[string]any{"link": link}, map[string]any{
			"origin": origin, "room": room, "secret": hex.EncodeToString(secret), "url": origin + "/r/" + room + "#" + text,
			"signalKey": hex.EncodeToString(derive(secret, "", "coviewer/1 signal", 32)),
			"storeKey":  hex.EncodeToString(derive(secret, "", "coviewer/1 store", 32)),
		}}
	}
	bad := func(comment, class, link string) vector {
		return vector{comment, class, map[string]any{"link": link}, nil}
	}
	// The last character of 16 bytes carries two bits; its unused four are
	// zero. One step further in the alphabet sets an unused bit.
	dirty := func(s string) string { return s[:21] + string(s[21]+1) }
	return map[string]vector{
		"good":                ok("a link as New makes it", host, good),
		"good-port":           ok("the port belongs to the origin", "https://shop.example:8443", "https://shop.example:8443/r/"+room+"#"+text),
		"good-loopback":       ok("http is for local trials", "http://127.0.0.1:8080", "http://127.0.0.1:8080/r/"+room+"#"+text),
		"empty":               bad("no text at all", "bad-link", ""),
		"words":               bad("no address", "bad-link", "hello there"),
		"bad-scheme":          bad("neither http nor https", "bad-link", "ftp://shop.example/r/"+room+"#"+text),
		"no-host":             bad("an address without a host", "bad-link", "/r/"+room+"#"+text),
		"user":                bad("a user name hides which host it really is", "bad-link", "https://shop.example@evil.example/r/"+room+"#"+text),
		"query":               bad("a query is not part of a link", "bad-link", host+"/r/"+room+"?a=b#"+text),
		"other-path":          bad("another page of the service", "bad-link", host+"/x/"+room+"#"+text),
		"deeper-path":         bad("a path below the room", "bad-link", host+"/r/"+room+"/x#"+text),
		"no-room":             bad("the room is missing", "bad-link", host+"/r/#"+text),
		"room-short":          bad("a room of 21 characters", "bad-link", host+"/r/"+room[:21]+"#"+text),
		"room-long":           bad("a room of 23 characters", "bad-link", host+"/r/"+room+"A#"+text),
		"room-alphabet":       bad("a room with a character outside base64url", "bad-link", host+"/r/"+room[:10]+"~"+room[11:]+"#"+text),
		"room-unused-bits":    bad("a room whose unused bits are not zero", "bad-link", host+"/r/"+dirty(room)+"#"+text),
		"no-fragment":         bad("the fragment was cut off", "no-secret", host+"/r/"+room),
		"empty-fragment":      bad("nothing after #", "no-secret", host+"/r/"+room+"#"),
		"secret-short":        bad("a secret of 21 characters", "bad-secret", host+"/r/"+room+"#"+text[:21]),
		"secret-long":         bad("a secret of 23 characters, a full stop pasted with it", "bad-secret", good+"."),
		"secret-alphabet":     bad("a secret in the other base64 alphabet", "bad-secret", host+"/r/"+room+"#"+text[:10]+"+"+text[11:]),
		"secret-padded":       bad("a padded secret", "bad-secret", good+"=="),
		"secret-percent":      bad("a percent escape in the secret", "bad-secret", host+"/r/"+room+"#%41"+text[3:]),
		"secret-unused-bits":  bad("a secret whose unused bits are not zero", "bad-secret", host+"/r/"+room+"#"+dirty(text)),
		"mismatch":            bad("the secret of another room", "mismatch", host+"/r/"+room+"#"+b64(other)),
		"mismatch-one-letter": bad("one letter of the secret is wrong", "mismatch", host+"/r/"+room+"#"+"B"+text[1:]),
	}
}
