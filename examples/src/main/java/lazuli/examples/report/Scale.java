package lazuli.examples.report;

import java.util.ArrayList;
import java.util.List;

/** An axis from one round number to another, with ticks at round ones: steps of 1, 2 or 5 times a power of ten. */
record Scale(double low, double high, double step) {
    /** The axis that has all values, with about so many steps. */
    static Scale over(List<Double> values, int steps) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        if (most - least < 1e-12 * Math.max(1, Math.abs(most))) {
            double margin = most == 0 ? 1 : Math.abs(most) / 2;
            least -= margin;
            most += margin;
        }
        double step = round((most - least) / steps);
        return new Scale(Math.floor(least / step) * step, Math.ceil(most / step) * step, step);
    }

    private static double round(double size) {
        double power = Math.pow(10, Math.floor(Math.log10(size)));
        double factor = size / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    /** From the low end to the high one. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    /** A tick with the digits that tell it from the next. */
    String label(double tick) {
        int digits = Math.clamp((long) -Math.floor(Math.log10(step) + 1e-9), 0, 9);
        return digits > 5 ? Markup.format("%.1e", tick) : Markup.format("%." + digits + "f", tick);
    }

    /** 0 for the low end, 1 for the high one. */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
