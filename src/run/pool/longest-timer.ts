/**
 * Longest time, in milliseconds, that a timer of Node can wait (24.8 days); a longer one would fire at once.
 */
export const LONGEST_TIMER = 0x7fff_ffff;
