@NullMarked
package dev.loopgate.contracts.access;

import org.jspecify.annotations.NullMarked;
