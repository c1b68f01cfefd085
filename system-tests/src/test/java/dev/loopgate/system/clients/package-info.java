/** Pages that client authors and admins rely on say what the code declares. */
@NullMarked
package dev.loopgate.system.clients;

import org.jspecify.annotations.NullMarked;
