@NullMarked
package dev.loopgate.reviews.record;

import org.jspecify.annotations.NullMarked;
