/*
 * The entry of libFuzzer, and a driver of random bytes for compilers without it. Bytes are a block and steps; what
 * check-steps.c admits runs at every width, on a memory that is not a byte longer than it says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "steps.h"

#define MEMORY (24 * REGISTER)
#define MOST_STEPS 24

static char *memory;
static long admitted;

static void fill(void) {
  double *numbers = (double *)memory;
  for (int i = 0; i < MEMORY / 8; i++) numbers[i] = i % 97 == 0 ? 1e300 * i : (i % 1013) / 37.0 - 13;
}

/* Steps of bytes: numbers are small or plausible, so that many are right. */
static int32_t number(const uint8_t *byte) {
  return byte[1] < 200 ? (byte[0] % 26) * REGISTER + (byte[1] & 1) * 2 * ROW : (int32_t)((uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[0] << 6);
}

static void step_of(struct step *s, const uint8_t *d) {
  *s = (struct step){
    .operation = d[0] < 250 ? d[0] % OPERATIONS : (int32_t)d[0] - 253,
    .out = number(d + 1), .a = number(d + 3), .b = number(d + 5), .c = number(d + 7),
    .step_a = d[9] & 1 ? 32 : 0, .step_b = d[9] & 2 ? 32 : 0, .step_c = d[9] & 4 ? 32 : d[9] & 8,
    .wide = d[10] < 200 ? -1 : d[11], .whole = d[9] & 16,
  };
  if (s->operation == AGAIN) s->out = d[1] % 5, s->a = d[3] % 5;
  if (s->operation == SUMS) s->b = (d[5] % 80) * ROW;
}
#define STEP_BYTES 12

/* Whoever is asked answers nothing, and the block goes on. */
static void run(int width, const struct step *steps, int32_t count, struct block *b) {
  for (int turns = 0; turns < 2000; turns++) {
    const int32_t asked = width == 512 ? run_512(memory, steps, count, b) : run_256(memory, steps, count, b);
    if (asked == DONE) return;
    if (asked == PAUSED) continue;
    if (asked < 0 || asked >= count || wrong(steps, count, b, MEMORY) != NULL) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct step steps[MOST_STEPS];
  if (memory == NULL) memory = aligned_alloc(128, MEMORY);
  if (size < 8) return 0;
  struct block b = {data[0] | (data[1] & 1) << 8, data[2], data[3] + (data[1] >> 7) * 1e15, 0.25 * data[4], data[5], 0, data[6] < 128 ? 0 : data[6] & 7, data[7] & 3};
  if (b.counting > b.draws && data[2] & 1) b.counting = b.draws;
  int32_t count = 0;
  for (data += 8, size -= 8; size >= STEP_BYTES && count < MOST_STEPS; data += STEP_BYTES, size -= STEP_BYTES) step_of(&steps[count++], data);
  if (wrong(steps, count, &b, MEMORY) != NULL) return 0;
  admitted++;
  struct block second = b;
  fill();
  run(256, steps, count, &b);
  if (WIDEST == 512) run(512, steps, count, &second);
  return 0;
}

#ifndef __clang__
static uint64_t state = 88172645463325252ull;
static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

int main(int count, char **words) {
  const time_t end = time(NULL) + (count > 1 ? atoi(words[1]) : 600);
  static uint8_t bytes[8 + MOST_STEPS * STEP_BYTES];
  long runs = 0;
  for (; runs % 1024 != 0 || time(NULL) < end; runs++) {
    const size_t steps = next() % MOST_STEPS + 1, size = 8 + steps * STEP_BYTES;
    for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)next();
    /* Most lists are right but for a few bytes: small registers, operands of a register, sums at the end. */
    if (next() % 8 != 0) {
      const size_t end = next() % (steps + 1);
      for (size_t i = 0; i < steps; i++) {
        uint8_t *d = bytes + 8 + i * STEP_BYTES;
        for (int k = 1; k < 9; k += 2) d[k] %= 23, d[k + 1] = next() % 64 == 0 ? d[k + 1] : 0;
        d[9] = (uint8_t)(next() % 8) | (d[9] & 16);
        if (next() % 64 != 0) d[10] = 0;
        if (next() % 64 != 0) d[0] = i == end ? SUMS : i > end ? TIMES_EPS + next() % 4 : next() % 2 ? next() % SUMS : FIRST_PASS + next() % (OPERATIONS - FIRST_PASS);
      }
      for (int k = 1; k < 4; k++)
        if (next() % 64 != 0) bytes[k] = k == 1 ? bytes[k] & 128 : bytes[k] % (bytes[0] + 1);
      bytes[6] = next() % 8 == 0 ? bytes[6] : 0;
    }
    LLVMFuzzerTestOneInput(bytes, size);
  }
  printf("random bytes: %ld lists, %ld of them admitted and run\n", runs, admitted);
  return 0;
}
#endif
