package turnserver

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails if any test leaves a goroutine behind: pion's as well as ours.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
