/** What a worker saw that no stage should do, in words that a person can read. */
@NullMarked
package dev.loopgate.worker.flag;

import org.jspecify.annotations.NullMarked;
