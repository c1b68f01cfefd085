@NullMarked
package dev.loopgate.reviews.log;

import org.jspecify.annotations.NullMarked;
