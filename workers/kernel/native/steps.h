/* A block as a list of steps: what workers/kernel/native/encode-steps.ts writes. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "pass-list.h"

#define ROW 64          /* bytes: a double of each of the eight lanes */
#define ROWS 64         /* rows of a memory block */
#define REGISTER (ROWS * ROW)

/* Numbers of the operations; those of the passes follow, in the order of their names. */
enum {
  NORMALS, STANDARD_NORMALS, CLEAR, COPY, AGAIN, ASK, ASK_FIRST, SUMS,
  TIMES_EPS, TIMES_EPS2, ALONE, COVARIANCE, FIRST_PASS, BEFORE_PASSES = FIRST_PASS - 1,
#define X(name, operands, outs) PASS_##name,
  PASSES(X)
#undef X
  OPERATIONS
};

/* Addresses are bytes of the memory; the step of an operand is 0 for a constant. */
struct step {
  int32_t operation, out, a, step_a, b, step_b, c, step_c;
  /* The pass that is right where this one has met an argument outside its ordinary domain; -1: the caller is asked. */
  int32_t wide;
  /* Whether it runs over all rows of a memory block, also of the last. */
  int32_t whole;
};

/* The last three say where to go on, and are set unless it is done. */
struct block {
  double draws, counting, per_trial, mu, sigma;
  double row, step, turn;
};

/* What is wrong with a list, or NULL. Nothing of it is believed. */
const char *wrong(const struct step *steps, int64_t count, const struct block *block, int64_t bytes);

/* A thread can only be ended between two calls: one takes some 20 to 70 ms, then it goes on with the next. */
enum { DONE = -1, PAUSED = -2, STEPS_A_CALL = 1 << 16 };

/* Runs a list that `wrong` has found right. DONE, PAUSED, or the step at which the caller is asked. */
int32_t run_256(char *memory, const struct step *steps, int32_t count, struct block *block);
int32_t run_512(char *memory, const struct step *steps, int32_t count, struct block *block);
