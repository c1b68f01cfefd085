package dev.loopgate.retrospect;

/**
 * What the attempts around a keep say about it: those after it are one change away from it, those
 * before it one change away from what it replaced.
 *
 * @param gain how much better the attempts after it are, the keep itself included
 * @param standardError of that, by the noise
 * @param standsOut whether luck does not explain it
 */
record Shift(double gain, double standardError, boolean standsOut) {}
