@NullMarked
package dev.loopgate.ideas.question;

import org.jspecify.annotations.NullMarked;
