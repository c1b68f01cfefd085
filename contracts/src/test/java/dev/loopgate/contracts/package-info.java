@NullMarked
package dev.loopgate.contracts;

import org.jspecify.annotations.NullMarked;
