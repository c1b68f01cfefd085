/** The people whom this service knows, so that somebody is there who answers for an agent. */
@NullMarked
package dev.loopgate.ideas.people;

import org.jspecify.annotations.NullMarked;
