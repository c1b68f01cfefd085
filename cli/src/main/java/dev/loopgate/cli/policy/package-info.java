/** Policies: list, view, check, apply, and why a review is where it is. */
@NullMarked
package dev.loopgate.cli.policy;

import org.jspecify.annotations.NullMarked;
