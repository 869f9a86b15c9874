package lazuli.conformance.hostile;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lazuli.conformance.hostile.HostileValues.Hostile;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.PrintOptions;
import lazuli.core.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls each public method and constructor of a package with arguments that it takes, found by drawing, and then with one of them, or two,
 * replaced by what nobody should give. What is returned is evaluated, functions are called. A failure has to be one of ours.
 */
public final class HostileCalls {
    private static final int DRAWS = 60;
    private static final long NATIVE_LIMIT = 512L << 20;
    private static final long HEAP_LIMIT = 256L << 20;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final long SEED = 14;

    private final Path folder;
    private final Samples samples;
    private SplittableRandom random = new SplittableRandom(SEED);
    private final double share;
    private final List<String> faults = new ArrayList<>();
    private final List<String> neverTaken = new ArrayList<>();
    private String only = "";
    private boolean isTaken;
    private int methods;
    private int calls;
    private int refused;
    private volatile String current = "";
    private volatile long since;

    /** Which share of the hostile arguments is tried; null is always. */
    public HostileCalls(Path folder, double share) {
        this.folder = folder;
        this.share = share;
        this.samples = new Samples(folder);
    }

    /** A value of a type that its own constructors do not lead to. */
    public <T> HostileCalls with(Class<T> type, java.util.function.Supplier<? extends T> value) {
        samples.give(type, value);
        return this;
    }

    /** Nothing but the methods whose text has this in it. */
    public HostileCalls only(String part) {
        only = part;
        return this;
    }

    /** What went wrong, a line each. */
    public List<String> faults() {
        return faults;
    }

    /** The public methods that took none of the arguments drawn for them. */
    public List<String> neverTaken() {
        return neverTaken;
    }

    /** How many calls were made. */
    public int calls() {
        return calls;
    }

    /** The counts in a line. */
    public String summary() {
        return "%d methods, %d hostile calls, %d refused, %d wrong; %d methods never had arguments that they take"
                .formatted(methods, calls, refused, faults.size(), neverTaken.size());
    }

    /** Calls all of the package of a class; ends with a fault where a call takes too long. */
    public HostileCalls run(Class<?> member) throws InterruptedException {
        Thread caller = Thread.ofPlatform().daemon().unstarted(() -> callAll(member));
        caller.setUncaughtExceptionHandler(
                (thread, failure) -> faults.add(current + ": the test itself failed: " + failure));
        caller.start();
        since = System.nanoTime();
        while (!caller.join(Duration.ofMillis(100))) {
            if (System.nanoTime() - since > TIME_LIMIT.toNanos()) {
                faults.add(current + ": takes longer than " + TIME_LIMIT + stacks());
                break;
            }
        }
        return this;
    }

    /** Where the library's threads are. */
    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            List<StackTraceElement> ours = Arrays.stream(stack)
                    .filter(element -> element.getClassName().startsWith("lazuli."))
                    .limit(12)
                    .toList();
            text.append(ours.isEmpty() ? "" : " " + thread.getName() + " at " + ours);
        });
        return text.toString();
    }

    private void callAll(Class<?> member) {
        List<DeviceSettings> settings = DeviceSettings.all();
        Device device = Device.defaultDevice();
        putBack();
        try {
            for (PublicCall call : PublicCall.ofPackage(member)) {
                if (call.toString().contains(only)) {
                    methods++;
                    // By its name, so that another method elsewhere changes nothing here.
                    long seed = SEED + call.toString().hashCode();
                    samples.restart(seed);
                    random = new SplittableRandom(seed);
                    call(call, null);
                }
            }
        } finally {
            settings.forEach(DeviceSettings::restore);
            Device.setDefault(device);
        }
    }

    /** What a device's memory was limited to. */
    private record DeviceSettings(Device device, long limit, long cacheLimit) {
        static List<DeviceSettings> all() {
            return IntStream.rangeClosed(0, Device.GPU.count())
                    .mapToObj(i -> i == 0 ? Device.CPU : Device.gpu(i - 1))
                    .map(each -> new DeviceSettings(
                            each, Memory.setLimit(each, NATIVE_LIMIT), Memory.setCacheLimit(each, NATIVE_LIMIT)))
                    .toList();
        }

        void restore() {
            Memory.setLimit(device, limit);
            Memory.setCacheLimit(device, cacheLimit);
        }
    }

    /** All calls of one method, of the receiver given or of drawn ones. */
    private void call(PublicCall call, @Nullable Object receiver) {
        List<Type> types = call.types();
        @Nullable Object[] taken = taken(call, receiver);
        int first = call.hasReceiver() && !(types.getFirst() == Array.class) ? 1 : 0;
        for (int i = first; i < types.size(); i++) {
            for (Hostile hostile : HostileValues.of(types.get(i), folder)) {
                boolean isNull = hostile.value() == null;
                if (isNull && lacksAnother(i, call, taken)) {
                    continue;
                }
                if ((isNull && i == 0 && call.hasReceiver()) || (!isNull && random.nextDouble() >= share)) {
                    continue;
                }
                // What a method does to its arguments, the next call has not to suffer from.
                @Nullable Object[] arguments = taken.clone();
                arguments[i] = hostile.value();
                String text = call + " argument " + i + " " + call.parameterName(i) + " = " + hostile.text();
                attempt(
                        call,
                        arguments,
                        text,
                        isNull && !call.mayBeNull(i) ? call.parameterName(i) : null,
                        isHuge(hostile));
                if (!isNull && types.size() > first + 1 && random.nextInt(4) == 0) {
                    int other = random.nextInt(first, types.size());
                    List<Hostile> others = HostileValues.of(types.get(other), folder);
                    if (other != i && !others.isEmpty()) {
                        Hostile second = others.get(random.nextInt(others.size()));
                        if (second.value() != null) {
                            arguments[other] = second.value();
                            attempt(
                                    call,
                                    arguments,
                                    text + ", argument " + other + " = " + second.text(),
                                    null,
                                    isHuge(hostile) || isHuge(second));
                        }
                    }
                }
            }
        }
    }

    /** Whether nothing could be found for another argument, so that the refusal may name that one. */
    private static boolean lacksAnother(int argument, PublicCall call, @Nullable Object[] arguments) {
        return IntStream.range(0, arguments.length)
                .anyMatch(i -> i != argument && arguments[i] == null && !call.mayBeNull(i));
    }

    private static boolean isHuge(Hostile hostile) {
        return hostile.text().contains(HostileValues.HUGE);
    }

    /** Arguments that the method takes, or the last ones drawn. */
    private @Nullable Object[] taken(PublicCall call, @Nullable Object receiver) {
        @Nullable Object[] arguments = {};
        isTaken = false;
        for (int draw = 0; draw < DRAWS; draw++) {
            arguments = samples.arguments(call);
            if (receiver != null) {
                arguments[0] = receiver;
            }
            if (call.hasReceiver() && arguments[0] == null) {
                break;
            }
            begin(call.toString());
            try {
                Object result = call.apply(arguments);
                Results.evaluate(result);
                PublicCall function = receiver == null ? Results.function(result) : null;
                if (function != null) {
                    call(function, result);
                }
                isTaken = true;
                return arguments;
            } catch (Throwable refused) {
                String fault = Verdict.ofAny(refused);
                if (!fault.isEmpty()) {
                    faults.add(call + " of drawn arguments: " + fault);
                }
            } finally {
                putBack();
            }
        }
        if (receiver == null) {
            neverTaken.add(call.toString());
        }
        return arguments;
    }

    private void attempt(
            PublicCall call, @Nullable Object[] arguments, String text, @Nullable String nullArgument, boolean isHuge) {
        if (call.hasReceiver() && arguments[0] == null) {
            return;
        }
        calls++;
        begin(text);
        long allocated = allocated();
        String fault;
        try {
            Object result = call.apply(arguments);
            fault = nullArgument == null ? "" : "null is accepted";
            if (!isHuge && nullArgument == null) {
                Results.evaluate(result);
            }
        } catch (Throwable failure) {
            refused++;
            fault = nullArgument == null ? Verdict.ofAny(failure) : Verdict.ofNull(failure, call, nullArgument);
            if (!isTaken && Verdict.ofAny(failure).isEmpty()) {
                fault = ""; // another of the arguments drawn is refused, too, and may be named first
            }
        } finally {
            putBack();
        }
        if (fault.isEmpty() && allocated() - allocated > HEAP_LIMIT) {
            fault = "takes %d MB of the heap".formatted((allocated() - allocated) >> 20);
        }
        if (!fault.isEmpty()) {
            faults.add(text + ": " + fault);
        }
    }

    private void begin(String text) {
        current = text;
        since = System.nanoTime();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Settings that a call may have changed. */
    private static void putBack() {
        Device.setDefault(Device.CPU);
        Memory.setLimit(Memory.active(Device.CPU) + NATIVE_LIMIT);
        Memory.setCacheLimit(NATIVE_LIMIT);
        Stream.setDefault(Stream.of(Device.CPU));
        Mx.setPrintOptions(PrintOptions.DEFAULTS);
    }
}
