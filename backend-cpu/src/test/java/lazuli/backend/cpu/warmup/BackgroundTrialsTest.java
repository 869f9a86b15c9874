package lazuli.backend.cpu.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackgroundTrialsTest {
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    private class Recorded implements Trial {
        private final Outcome outcome;
        private final int last;
        private int rounds;

        Recorded(Outcome outcome, int last) {
            this.outcome = outcome;
            this.last = last;
        }

        @Override
        public Outcome round() {
            events.add("round");
            return ++rounds == last ? Outcome.DONE : outcome;
        }

        @Override
        public void postpone() {
            events.add("postpone");
        }

        @Override
        public void giveUp() {
            events.add("give up");
        }
    }

    /** Spends processor time, of which trials may take a share. */
    private String nextEvent() throws InterruptedException {
        String event;
        do {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            event = events.poll(1, TimeUnit.MILLISECONDS);
        } while (event == null);
        return event;
    }

    @Test
    @Timeout(60)
    void roundsGoOnUntilATrialIsDone() throws InterruptedException {
        BackgroundTrials.begin(new Recorded(Trial.Outcome.CONTINUE, 3));
        assertEquals("round", nextEvent());
        assertEquals("round", nextEvent());
        assertEquals("round", nextEvent());
        TimeUnit.MILLISECONDS.sleep(300);
        assertEquals(0, events.size());
    }

    @Test
    @Timeout(60)
    void aTrialThatFailsIsGivenUpAndMakesRoomForOthers() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            BackgroundTrials.begin(new Recorded(Trial.Outcome.CONTINUE, 1) {
                @Override
                public Outcome round() {
                    events.add("failure");
                    throw new IllegalStateException("a trial that fails");
                }
            });
            assertEquals("failure", nextEvent());
            assertEquals("give up", nextEvent());
        }
        BackgroundTrials.begin(new Recorded(Trial.Outcome.CONTINUE, 1));
        assertEquals("round", nextEvent());
    }
}
