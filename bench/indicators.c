// The six common indicators as plain loops over bars, the measure our own are held against: one pass each, running
// sums, the conventions of TA-Lib.
//
// indicators BARS_FILE OUT_FILE RUNS
// BARS_FILE holds doubles: how many bars, then highs, lows, closes. Prints nanoseconds of the fastest run of sma(20),
// ema(20), rsi(14), macd(12, 26, 9), bollinger(20, 2) and atr(14); writes their ten columns, NaN in the warm-up.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int bars;
static double *high, *low, *close_, *out[10];

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void sma(void) {
  int period = 20;
  double sum = 0, share = 1.0 / period;
  for (int i = 0; i < bars; i++) {
    sum += close_[i];
    if (i >= period) sum -= close_[i - period];
    out[0][i] = i >= period - 1 ? sum * share : NAN;
  }
}

static void ema(void) {
  int period = 20;
  double average = 0, weight = 2.0 / (period + 1);
  for (int i = 0; i < bars; i++) {
    if (i < period) average += close_[i] / period;
    else average += weight * (close_[i] - average);
    out[1][i] = i >= period - 1 ? average : NAN;
  }
}

static void rsi(void) {
  int period = 14;
  double gain = 0, loss = 0, share = 1.0 / period;
  out[2][0] = NAN;
  for (int i = 1; i < bars; i++) {
    double change = close_[i] - close_[i - 1];
    double up = change > 0 ? change : 0, down = change < 0 ? -change : 0;
    if (i <= period) {
      gain += up * share;
      loss += down * share;
    } else {
      gain += (up - gain) * share;
      loss += (down - loss) * share;
    }
    double moves = gain + loss;
    out[2][i] = i < period ? NAN : moves == 0 ? 0 : 100 * gain / moves;
  }
}

static void macd(void) {
  int fast = 12, slow = 26, signal_period = 9;
  double quick = 0, steady = 0, signal = 0;
  for (int i = 0; i < bars; i++) {
    double value = close_[i];
    if (i < slow) {
      if (i >= slow - fast) quick += value / fast;
      steady += value / slow;
    } else {
      quick += 2.0 / (fast + 1) * (value - quick);
      steady += 2.0 / (slow + 1) * (value - steady);
    }
    double line = quick - steady;
    int known = i - slow + 2;
    if (known >= 1 && known <= signal_period) signal += line / signal_period;
    else if (known > signal_period) signal += 2.0 / (signal_period + 1) * (line - signal);
    out[3][i] = known >= signal_period ? line : NAN;
    out[4][i] = known >= signal_period ? signal : NAN;
    out[5][i] = known >= signal_period ? line - signal : NAN;
  }
}

static void bollinger(void) {
  int period = 20;
  double sum = 0, squares = 0, share = 1.0 / period;
  for (int i = 0; i < bars; i++) {
    double value = close_[i];
    sum += value;
    squares += value * value;
    if (i >= period) {
      double old = close_[i - period];
      sum -= old;
      squares -= old * old;
    }
    double mean = sum * share, variance = squares * share - mean * mean;
    double reach = 2 * sqrt(variance > 0 ? variance : 0);
    out[6][i] = i >= period - 1 ? mean + reach : NAN;
    out[7][i] = i >= period - 1 ? mean : NAN;
    out[8][i] = i >= period - 1 ? mean - reach : NAN;
  }
}

static void atr(void) {
  int period = 14;
  double average = 0, share = 1.0 / period;
  out[9][0] = NAN;
  for (int i = 1; i < bars; i++) {
    double before = close_[i - 1];
    double top = high[i] > before ? high[i] : before, bottom = low[i] < before ? low[i] : before;
    double range = top - bottom;
    if (i <= period) average += range * share;
    else average += (range - average) * share;
    out[9][i] = i >= period ? average : NAN;
  }
}

int main(int argc, char **argv) {
  double count;
  FILE *file = argc > 3 ? fopen(argv[1], "rb") : NULL;
  if (!file || fread(&count, sizeof(double), 1, file) != 1) return 2;
  bars = (int)count;
  size_t size = bars * sizeof(double);
  double **columns[] = {&high, &low, &close_};
  for (int c = 0; c < 3; c++)
    if (fread(*columns[c] = malloc(size), 1, size, file) != size) return 2;
  for (int c = 0; c < 10; c++) out[c] = malloc(size);
  void (*run[])(void) = {sma, ema, rsi, macd, bollinger, atr};
  for (int which = 0; which < 6; which++) {
    double best = INFINITY;
    for (int turn = atoi(argv[3]); turn > 0; turn--) {
      double start = now_ns();
      run[which]();
      double took = now_ns() - start;
      if (took < best) best = took;
    }
    printf("%.0f ", best);
  }
  FILE *made = fopen(argv[2], "wb");
  for (int c = 0; c < 10; c++)
    if (!made || fwrite(out[c], 1, size, made) != size) return 2;
  return fclose(made);
}
