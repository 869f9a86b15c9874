package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The compiled kernels of one text in a file: an {@code MTLBinaryArchive}. What cannot be read is made anew, and what cannot be written is only
 * compiled again by the next process.
 */
final class KernelArchive {
    private static final Logger LOG = System.getLogger(KernelArchive.class.getName());
    private static final long FAIL_ON_MISS = 4;

    private final ObjectiveC objc;
    private final long device;
    private final Path file;

    /** 0 once there is none to be had. */
    private long archive;

    KernelArchive(ObjectiveC objc, long device, Path file) {
        this.objc = objc;
        this.device = device;
        this.file = file;
        try (ObjectiveC.Pool _ = objc.pool()) {
            long known = Files.isRegularFile(file) ? open(url(file)) : 0;
            archive = known == 0 ? open(0) : known;
        }
    }

    private long url(Path path) {
        return objc.send(objc.classOf("NSURL"), objc.selector("fileURLWithPath:"), objc.string(path.toString()));
    }

    private long made(String type) {
        return objc.send(objc.send(objc.classOf(type), objc.selector("alloc")), objc.selector("init"));
    }

    /** An archive with what a file holds, or an empty one; 0 if it cannot be read. */
    private long open(long url) {
        try (Arena arena = Arena.ofConfined()) {
            long descriptor = made("MTLBinaryArchiveDescriptor");
            if (url != 0) {
                objc.send(descriptor, objc.selector("setUrl:"), url);
            }
            long opened = objc.send(
                    device,
                    objc.selector("newBinaryArchiveWithDescriptor:error:"),
                    descriptor,
                    arena.allocate(ADDRESS));
            objc.release(descriptor);
            return opened;
        }
    }

    /**
     * A function that can be launched, from the file or compiled, and then in the file.
     *
     * @param error where an {@code NSError} is left
     * @return 0 if the device refuses it
     */
    synchronized long pipeline(long function, MemorySegment error) {
        long descriptor = made("MTLComputePipelineDescriptor");
        objc.send(descriptor, objc.selector("setComputeFunction:"), function);
        if (archive != 0) {
            long archives = objc.send(objc.classOf("NSArray"), objc.selector("arrayWithObject:"), archive);
            objc.send(descriptor, objc.selector("setBinaryArchives:"), archives);
        }
        long known = archive == 0 ? 0 : state(descriptor, FAIL_ON_MISS, error);
        if (known == 0) {
            boolean isAdded = archive != 0 && isAdded(descriptor, error);
            known = state(descriptor, 0, error);
            if (isAdded && known != 0) {
                write(error);
            }
        }
        objc.release(descriptor);
        return known;
    }

    private long state(long descriptor, long options, MemorySegment error) {
        return objc.send(
                device,
                objc.selector("newComputePipelineStateWithDescriptor:options:reflection:error:"),
                descriptor,
                options,
                0,
                error);
    }

    private boolean isAdded(long descriptor, MemorySegment error) {
        long added = objc.send(
                archive, objc.selector("addComputePipelineFunctionsWithDescriptor:error:"), descriptor, error);
        return (added & 0xff) != 0;
    }

    /** Beside the file first, so that other processes never see a part of it. */
    private void write(MemorySegment error) {
        try {
            Files.createDirectories(file.getParent());
            Path beside = Files.createTempFile(file.getParent(), "new", ".metalarchive");
            long written = objc.send(archive, objc.selector("serializeToURL:error:"), url(beside), error) & 0xff;
            if (written == 0) {
                Files.deleteIfExists(beside);
                LOG.log(Level.DEBUG, "{0} is not kept", file);
            } else {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.DEBUG, file + " is not kept", failure);
        }
    }
}
