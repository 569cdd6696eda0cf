/* The kernel for one width: passes.h is workers/kernel/assembly, printed as C by scripts/kernel-to-c.mjs. */
#include "steps.h"
#include "vector.h"
#include "passes.h"

#if WIDTH == 512
#define RUN run_512
#else
#define RUN run_256
#endif

/* Calls a pass by its number; 1 where it has met an argument outside its ordinary domain. */
static int run_pass(const struct step *s, int32_t pass, usize memory, usize rows) {
  const usize out = memory + s->out, end = out + rows * ROW;
  const usize a = memory + s->a, b = memory + s->b, c = memory + s->c;
  const usize step_a = s->step_a == 0 ? 0 : ROW, step_b = s->step_b == 0 ? 0 : ROW, step_c = s->step_c == 0 ? 0 : ROW;
#define CALL_1_0(f) f(out, end, a, step_a)
#define CALL_2_0(f) f(out, end, a, step_a, b, step_b)
#define CALL_3_0(f) f(out, end, a, step_a, b, step_b, c, step_c)
#define CALL_1_1(f) f(out, end, a, step_a, b)
#define X(name, operands, outs) case PASS_##name: return CALL_##operands##_##outs(name);
  switch (pass) { PASSES(X) }
#undef X
  return 0;
}

static void copy(usize to, usize from, usize length) {
  for (usize i = 0; i < length; i += ROW)
    for (usize j = 0; j < ROW; j += sizeof(vector)) vector_store(to, vector_load(from, i + j), i + j);
}

static void clear(usize to) {
  for (usize i = 0; i < REGISTER; i += sizeof(vector)) vector_store(to, f64_splat(0), i);
}

static void draw_normals(const struct step *s, const struct block *b, usize memory, usize rows) {
  const usize length = (rows + (rows & 1)) * ROW, eps = memory + s->out, words = memory + s->c;
  const int is_standard = s->operation == STANDARD_NORMALS;
  fillWords(memory + s->b, words, words + length);
  squaredRadiiAll(words, words + length);
  normalsAll(eps, eps + length, memory + s->a, words, is_standard ? 0 : b->mu, is_standard ? 1 : b->sigma);
}

/* Adds rows from..to of the memory block that begins at row `first` to each of the sums. */
static void add_rows(const struct step *s, const struct step *end, const struct block *b, usize memory, int64_t first, usize from, usize to) {
  if (from == to) return;
  const int64_t per_trial = (int64_t)b->per_trial;
  const usize left = (usize)(per_trial - (first + (int64_t)from) % per_trial), rows = to - from;
  for (; s < end; s++) {
    const usize step_a = s->step_a == 0 ? 0 : ROW, step_b = s->step_b == 0 ? 0 : ROW;
    const usize v = memory + s->a + from * step_a, sums = memory + s->out, b_at = memory + s->b;
    const usize eps = memory + s->c + from * ROW, eps_end = eps + rows * ROW;
    switch (s->operation) {
      case TIMES_EPS: addTimesEps(eps, eps_end, v, step_a, b_at, sums, b->per_trial, left); break;
      case TIMES_EPS2: addTimesEps2(eps, eps_end, v, step_a, b_at, sums, b->per_trial, left); break;
      case ALONE: addAlone(eps, eps_end, v, step_a, b_at, sums, b->per_trial, left); break;
      case COVARIANCE:
        addCovariance(rows, v, step_a, b_at + from * step_b, step_b, memory + s->c, sums, b->per_trial, left);
    }
  }
}

static void add_to_sums(const struct step *s, const struct step *end, const struct block *b, usize memory, int64_t first, int64_t rows) {
  const int64_t counting = (int64_t)b->counting, before = counting - first;
  const int64_t split = before < 0 ? 0 : before < rows ? before : rows;
  add_rows(s + 1, end, b, memory, first, 0, (usize)split);
  if (split == rows) return;
  if (first + split == counting) copy(memory + s->a, memory + s->out, (usize)s->b);
  add_rows(s + 1, end, b, memory, first, (usize)split, (usize)rows);
}

/* Leaves a block that is not done, saying where to go on. */
static int32_t leave(struct block *b, int64_t row, int32_t step, int32_t turn, int32_t reason) {
  b->row = (double)row;
  b->step = (double)step;
  b->turn = (double)turn;
  return reason;
}

int32_t RUN(char *start, const struct step *steps, int32_t count, struct block *b) {
  const usize memory = (usize)start;
  const int64_t draws = (int64_t)b->draws;
  int32_t at = (int32_t)b->step, turn = (int32_t)b->turn, left_steps = STEPS_A_CALL;
  for (int64_t first = (int64_t)b->row; first < draws; first += ROWS, at = 0) {
    const int64_t left = draws - first, rows = left < ROWS ? left : ROWS;
    for (; at < count; at++) {
      const struct step *s = &steps[at];
      const usize over = (usize)(s->whole == 0 ? rows : ROWS);
      int asks = 0;
      if (left_steps-- == 0) return leave(b, first, at, turn, PAUSED);
      switch (s->operation) {
        case NORMALS: case STANDARD_NORMALS: draw_normals(s, b, memory, over); break;
        case CLEAR: clear(memory + s->out); break;
        case COPY: copy(memory + s->out, memory + s->a, REGISTER); break;
        case AGAIN:
          turn += 1;
          if (turn < s->out) at -= s->a + 1;
          else turn = 0;
          break;
        case ASK: asks = 1; break;
        case ASK_FIRST: asks = first == 0; break;
        case SUMS: add_to_sums(s, steps + count, b, memory, first, rows); at = count; break;
        default:
          asks = run_pass(s, s->operation, memory, over);
          if (asks && s->wide >= 0) asks = run_pass(s, s->wide, memory, over);
      }
      if (asks) return leave(b, first, at + 1, turn, at);
    }
  }
  return DONE;
}
