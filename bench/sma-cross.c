// A plain per-bar loop over an SMA cross, the measure our own backtest is held against: averages by running sums,
// decided on the close, filled on the next open with slippage and commission, whole units, all cash. It keeps the
// equity curve and the list of trades, and makes Sharpe ratio and deepest drawdown on the way.
//
// sma-cross FILE single FAST SLOW RUNS | sma-cross FILE grid FAST_FROM FAST_TO SLOW_FROM SLOW_TO
// FILE holds doubles: bars, cash, fee, slip, bars a year, then opens and closes.
// Prints: nanoseconds of the fastest run (of a grid, of processor time), final equity, Sharpe, drawdown, trades; for a grid, sums of each.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { double equity, sharpe, drawdown; long trades; } Result;
typedef struct { int entry, exit; double quantity, profit; } Trade;

static int bars;
static double cash0, fee, slip, per_year;
static double *open_, *close_, *equity;
static Trade *trades;

static double now_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void sma(double *out, int period) {
  double share = 1.0 / period, sum = 0;
  for (int i = 0; i < bars; i++) {
    sum += i < period ? close_[i] : close_[i] - close_[i - period];
    out[i] = i >= period - 1 ? sum * share : NAN;
  }
}

static Result replay(const double *quick, const double *steady) {
  double cash = cash0, quantity = 0, paid = 0, peak = 0, deepest = 0, sum = 0, squares = 0;
  long count = 0;
  for (int i = 0; i < bars; i++) {
    int wants = i > 0 && quick[i - 1] > steady[i - 1];
    if (wants && quantity == 0) {
      double price = open_[i] * (1 + slip);
      quantity = floor(cash / (price * (1 + fee)));
      paid = quantity * price * (1 + fee);
      cash -= paid;
      trades[count++] = (Trade){i, -1, quantity, 0};
    } else if (!wants && quantity > 0) {
      double got = quantity * (open_[i] * (1 - slip)) * (1 - fee);
      cash += got;
      trades[count - 1].exit = i;
      trades[count - 1].profit = got - paid;
      quantity = 0;
    }
    double value = cash + quantity * close_[i];
    equity[i] = value;
    if (i > 0) {
      double r = value / equity[i - 1] - 1;
      sum += r;
      squares += r * r;
    }
    if (value > peak) peak = value;
    double fall = (peak - value) / peak;
    if (fall > deepest) deepest = fall;
  }
  double n = bars - 1, mean = sum / n, deviation = sqrt((squares - n * mean * mean) / (n - 1));
  return (Result){equity[bars - 1], deviation > 0 ? mean / deviation * sqrt(per_year) : 0, deepest, count};
}

static void say(double ns, double final, double sharpe, double drawdown, long count) {
  printf("%.1f %.17g %.17g %.17g %ld\n", ns, final, sharpe, drawdown, count);
}

static void single(int fast, int slow, int runs) {
  double *quick = malloc(bars * sizeof(double)), *steady = malloc(bars * sizeof(double)), best = INFINITY;
  Result r = {0};
  for (int run = 0; run < runs; run++) {
    double start = now_ns(CLOCK_MONOTONIC);
    sma(quick, fast);
    sma(steady, slow);
    r = replay(quick, steady);
    double took = now_ns(CLOCK_MONOTONIC) - start;
    if (took < best) best = took;
  }
  say(best, r.equity, r.sharpe, r.drawdown, r.trades);
}

// Each average is made once: what any sensible loop over a grid does.
static void grid(int fast_from, int fast_to, int slow_from, int slow_to) {
  double start = now_ns(CLOCK_PROCESS_CPUTIME_ID), final = 0, sharpe = 0, drawdown = 0;
  long count = 0;
  double **averages = calloc(slow_to + fast_to + 1, sizeof(double *));
  for (int p = fast_from; p <= slow_to; p++)
    if (p <= fast_to || p >= slow_from) sma(averages[p] = malloc(bars * sizeof(double)), p);
  for (int fast = fast_from; fast <= fast_to; fast++)
    for (int slow = slow_from; slow <= slow_to; slow++) {
      Result r = replay(averages[fast], averages[slow]);
      final += r.equity;
      sharpe += r.sharpe;
      drawdown += r.drawdown;
      count += r.trades;
    }
  say(now_ns(CLOCK_PROCESS_CPUTIME_ID) - start, final, sharpe, drawdown, count);
}

int main(int argc, char **argv) {
  double head[5];
  FILE *file = argc > 5 ? fopen(argv[1], "rb") : NULL;
  if (!file || fread(head, sizeof(double), 5, file) != 5) return 2;
  bars = (int)head[0];
  cash0 = head[1];
  fee = head[2];
  slip = head[3];
  per_year = head[4];
  size_t size = bars * sizeof(double);
  open_ = malloc(size);
  close_ = malloc(size);
  equity = malloc(size);
  trades = malloc(bars * sizeof(Trade));
  if (fread(open_, 1, size, file) != size || fread(close_, 1, size, file) != size) return 2;
  int a = atoi(argv[3]), b = atoi(argv[4]), c = atoi(argv[5]);
  if (!strcmp(argv[2], "single")) single(a, b, c);
  else grid(a, b, c, argc > 6 ? atoi(argv[6]) : c);
  return 0;
}
