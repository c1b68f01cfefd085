@NullMarked
package dev.loopgate.reviews;

import org.jspecify.annotations.NullMarked;
