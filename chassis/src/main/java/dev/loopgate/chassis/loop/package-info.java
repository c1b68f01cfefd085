/** What a service does for as long as it lives, beside answering requests. */
@NullMarked
package dev.loopgate.chassis.loop;

import org.jspecify.annotations.NullMarked;
