package lazuli.backend.metal;

/** The selectors of what is sent for each kernel and command buffer, looked up once. */
record Messages(
        ObjectiveC objc,
        long commandBuffer,
        long computeCommandEncoder,
        long setComputePipelineState,
        long setBuffer,
        long setBytes,
        long dispatchThreadgroups,
        long dispatchThreads,
        long endEncoding,
        long encodeWait,
        long encodeSignal,
        long commit,
        long waitUntilCompleted,
        long status,
        long error,
        long startTime,
        long endTime) {

    Messages(ObjectiveC objc) {
        this(
                objc,
                objc.selector("commandBufferWithUnretainedReferences"),
                objc.selector("computeCommandEncoder"),
                objc.selector("setComputePipelineState:"),
                objc.selector("setBuffer:offset:atIndex:"),
                objc.selector("setBytes:length:atIndex:"),
                objc.selector("dispatchThreadgroups:threadsPerThreadgroup:"),
                objc.selector("dispatchThreads:threadsPerThreadgroup:"),
                objc.selector("endEncoding"),
                objc.selector("encodeWaitForEvent:value:"),
                objc.selector("encodeSignalEvent:value:"),
                objc.selector("commit"),
                objc.selector("waitUntilCompleted"),
                objc.selector("status"),
                objc.selector("error"),
                objc.selector("GPUStartTime"),
                objc.selector("GPUEndTime"));
    }
}
