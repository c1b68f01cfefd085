package dev.loopgate.retrospect;

/**
 * What "keep if better" would have made of this run if nothing but the outstanding keeps had
 * helped.
 *
 * @param keeps further keeps that luck alone adds, on average
 * @param keepsOfNothing keeps that luck alone makes of a run in which nothing helps, on average
 * @param gain by how much the claimed gain is too large, on average: the last keep was chosen for
 *     its luck as well (winner's curse)
 * @param low the same, exceeded in 97.5 % of all tries
 * @param high the same, exceeded in 2.5 % of all tries
 */
public record Luck(double keeps, double keepsOfNothing, double gain, double low, double high) {}
