/**
 * What people are asked about a program apart from its ideas: how that is kept, listed, taken back
 * and ended. What is asked, and what a yes does, is in the package of each kind.
 */
@NullMarked
package dev.loopgate.ideas.question;

import org.jspecify.annotations.NullMarked;
