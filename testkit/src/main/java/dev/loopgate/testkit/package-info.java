/** What tests of all rooms share: a real database, tokens, a clock that waits, peers that talk. */
@NullMarked
package dev.loopgate.testkit;

import org.jspecify.annotations.NullMarked;
