/** Black box over HTTP and processes: the packaged services as a user meets them. */
@NullMarked
package dev.loopgate.system;

import org.jspecify.annotations.NullMarked;
