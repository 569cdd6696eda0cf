/* Checks every number of a list of steps before any of it runs. */
#include "steps.h"

#define LARGEST 9007199254740992.0

static int is_count(double x, double least, double most) {
  return x >= least && x <= most && (double)(int64_t)x == x;
}

/* Whether `length` bytes from `at` on are in the memory, at a multiple of `unit`. */
static int is_room(int32_t at, int64_t length, int32_t unit, int64_t bytes) {
  return at >= 0 && at % unit == 0 && length >= 0 && at + length <= bytes;
}

static int is_operand(int32_t at, int32_t step, int64_t bytes) {
  return step == 0 ? is_room(at, ROW, ROW, bytes) : step == ROW / 2 && is_room(at, REGISTER, ROW, bytes);
}

struct shape { int operands, outs; };
static const struct shape SHAPES[] = {
#define X(name, operands, outs) {operands, outs},
  PASSES(X)
#undef X
};

static const char *wrong_pass(const struct step *s, int32_t operation, int64_t bytes) {
  struct shape shape = SHAPES[operation - FIRST_PASS];
  if (!is_room(s->out, REGISTER, ROW, bytes)) return "no register to write to";
  if (shape.outs == 1 && !is_room(s->b, REGISTER, ROW, bytes)) return "no second register to write to";
  if (!is_operand(s->a, s->step_a, bytes)) return "no first operand";
  if (shape.operands > 1 && !is_operand(s->b, s->step_b, bytes)) return "no second operand";
  if (shape.operands > 2 && !is_operand(s->c, s->step_c, bytes)) return "no third operand";
  return NULL;
}

static const char *wrong_normals(const struct step *s, int64_t bytes) {
  const int32_t pair = 2 * ROW;
  int is_right = is_room(s->out, REGISTER, pair, bytes) && is_room(s->a, REGISTER, pair, bytes) &&
                 is_room(s->b, 4 * ROW, ROW, bytes) && is_room(s->c, REGISTER, pair, bytes);
  return is_right ? NULL : "no room for normals";
}

static const char *wrong_sum(const struct step *s, int64_t bytes) {
  int is_covariance = s->operation == COVARIANCE;
  if (!is_room(s->out, (is_covariance ? 5 : 4) * ROW, ROW, bytes)) return "no room for sums";
  if (!is_operand(s->a, s->step_a, bytes)) return "nothing to sum";
  if (is_covariance)
    return is_operand(s->b, s->step_b, bytes) && is_room(s->c, 16, 8, bytes) ? NULL : "no weights or shifts";
  return is_room(s->b, 8, 8, bytes) && is_room(s->c, REGISTER, ROW, bytes) ? NULL : "no shift or eps";
}

/* Steps from `at` on that are repeated: none of them repeats or sums. */
static const char *wrong_again(const struct step *steps, int64_t at) {
  int32_t times = steps[at].out, length = steps[at].a;
  if (times < 1 || length < 1 || length > at) return "no such repetition";
  for (int64_t i = at - length; i < at; i++)
    if (steps[i].operation == AGAIN || steps[i].operation == SUMS) return "no such repetition";
  return NULL;
}

static const char *wrong_step(const struct step *steps, int64_t at, int is_summing, int64_t bytes) {
  const struct step *s = &steps[at];
  if (s->operation < 0 || s->operation >= OPERATIONS) return "no such operation";
  if (is_summing != (s->operation >= TIMES_EPS && s->operation <= COVARIANCE)) return "sums elsewhere than at the end";
  if (s->operation >= FIRST_PASS) {
    if (s->wide != -1 && (s->wide < FIRST_PASS || s->wide >= OPERATIONS)) return "no such wide pass";
    const char *found = s->wide == -1 ? NULL : wrong_pass(s, s->wide, bytes);
    return found != NULL ? found : wrong_pass(s, s->operation, bytes);
  }
  switch (s->operation) {
    case NORMALS: case STANDARD_NORMALS: return wrong_normals(s, bytes);
    case CLEAR: return is_room(s->out, REGISTER, ROW, bytes) ? NULL : "no register to clear";
    case COPY:
      return is_room(s->out, REGISTER, ROW, bytes) && is_room(s->a, REGISTER, ROW, bytes) ? NULL : "no register to copy";
    case AGAIN: return wrong_again(steps, at);
    case ASK: case ASK_FIRST: return NULL;
    case SUMS:
      return is_room(s->out, s->b, ROW, bytes) && is_room(s->a, s->b, ROW, bytes) && s->b % ROW == 0 ? NULL : "no sums to save";
    default: return wrong_sum(s, bytes);
  }
}

const char *wrong(const struct step *steps, int64_t count, const struct block *b, int64_t bytes) {
  if (!is_count(b->draws, 1, LARGEST) || !is_count(b->counting, 0, b->draws)) return "no number of draws";
  if (!is_count(b->per_trial, 1, LARGEST)) return "no number of draws of a trial";
  if (!is_count(b->row, 0, b->draws) || !is_count(b->step, 0, (double)count) || !is_count(b->turn, 0, INT32_MAX))
    return "nowhere to go on";
  int is_summing = 0;
  for (int64_t at = 0; at < count; at++) {
    const char *found = wrong_step(steps, at, is_summing, bytes);
    if (found != NULL) return found;
    if (steps[at].operation == SUMS) is_summing = 1;
  }
  return NULL;
}
