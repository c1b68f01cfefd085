/**
 * Deciding without the people whom the policy asks for, in an emergency, and judging it afterwards.
 */
@NullMarked
package dev.loopgate.reviews.breakglass;

import org.jspecify.annotations.NullMarked;
