/** What people are asked about a program apart from its ideas, and how that can end. */
@NullMarked
package dev.loopgate.ideas.question;

import org.jspecify.annotations.NullMarked;
