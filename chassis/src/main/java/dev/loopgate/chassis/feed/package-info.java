/** Events over REST: an ordered feed per service, and followers that apply each event once. */
@NullMarked
package dev.loopgate.chassis.feed;

import org.jspecify.annotations.NullMarked;
