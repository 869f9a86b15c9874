package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** PyTorch checkpoints. */
final class TorchFixture {
    /**
     * A training checkpoint, its pickle made by Python's own pickle module at protocol 2 with stand-ins under torch's names: a model's
     * state dict (a parameter, a tensor, a counter), an optimizer's state with a transposed view, and values that are no tensors.
     */
    private static final String CHECKPOINT = """
            UEsDBBQAAAAAAAMhdV02QJRX3AIAANwCAAAQAAAAYXJjaGl2ZS9kYXRhLnBrbIACfXEAKFgFAAAAbW9kZWxxAWNjb2xsZWN0
            aW9ucwpPcmRlcmVkRGljdApxAilScQMoWAkAAABmYy53ZWlnaHRxBGN0b3JjaC5fdXRpbHMKX3JlYnVpbGRfcGFyYW1ldGVy
            CnEFY3RvcmNoLl91dGlscwpfcmVidWlsZF90ZW5zb3JfdjIKcQYoKFgHAAAAc3RvcmFnZXEHY3RvcmNoCkZsb2F0U3RvcmFn
            ZQpxCFgBAAAAMHEJWAMAAABjcHVxCksGdHELUUsASwJLAoZxDEsCSwGGcQ2JaAIpUnEOdHEPUnEQiGgCKVJxEYdxElJxE1gH
            AAAAZmMuYmlhc3EUaAYoKGgHaAhoCWgKSwZ0cRVRSwRLAoVxFksBhXEXiWgCKVJxGHRxGVJxGlgWAAAAYm4ubnVtX2JhdGNo
            ZXNfdHJhY2tlZHEbaAYoKGgHY3RvcmNoCkxvbmdTdG9yYWdlCnEcWAEAAAAxcR1oCksBdHEeUUsAKSmJaAIpUnEfdHEgUnEh
            dX1xIlgJAAAAX21ldGFkYXRhcSNoAilScSRYAAAAAHElfXEmWAcAAAB2ZXJzaW9ucSdLAXNzc2JYCQAAAG9wdGltaXplcnEo
            fXEpKFgFAAAAc3RhdGVxKn1xK0sAfXEsKFgEAAAAc3RlcHEtSwNYBwAAAGV4cF9hdmdxLmgGKChoB2gIaAloCksGdHEvUUsA
            aAxLAUsChnEwiWgCKVJxMXRxMlJxM3VzWAwAAABwYXJhbV9ncm91cHNxNF1xNX1xNihYAgAAAGxycTdHP7mZmZmZmZpYBQAA
            AGJldGFzcThHP+zMzMzMzM1HP+/3ztkWhyuGcTlYBgAAAHBhcmFtc3E6XXE7KEsASwFlWAcAAABhbXNncmFkcTyJWAgAAABt
            YXhpbWl6ZXE9TnVhdVgFAAAAZXBvY2hxPooKy0RCcXZOtkKdAlgEAAAAbmFtZXE/WAEAAAB4cUB1LlBLAwQUAAAAAAADIXVd
            hT3jGQYAAAAGAAAAEQAAAGFyY2hpdmUvYnl0ZW9yZGVybGl0dGxlUEsDBBQAAAAAAAMhdV0k5TkZGAAAABgAAAAOAAAAYXJj
            aGl2ZS9kYXRhLzAAAIA/AAAAQAAAQEAAAIBAAACgQAAAwEBQSwMEFAAAAAAAAyF1XXDW528IAAAACAAAAA4AAABhcmNoaXZl
            L2RhdGEvMQcAAAAAAAAAUEsDBBQAAAAAAAMhdV3RnmdVAgAAAAIAAAAPAAAAYXJjaGl2ZS92ZXJzaW9uMwpQSwECFAMUAAAA
            AAADIXVdNkCUV9wCAADcAgAAEAAAAAAAAAAAAAAAgAEAAAAAYXJjaGl2ZS9kYXRhLnBrbFBLAQIUAxQAAAAAAAMhdV2FPeMZ
            BgAAAAYAAAARAAAAAAAAAAAAAACAAQoDAABhcmNoaXZlL2J5dGVvcmRlclBLAQIUAxQAAAAAAAMhdV0k5TkZGAAAABgAAAAO
            AAAAAAAAAAAAAACAAT8DAABhcmNoaXZlL2RhdGEvMFBLAQIUAxQAAAAAAAMhdV1w1udvCAAAAAgAAAAOAAAAAAAAAAAAAACA
            AYMDAABhcmNoaXZlL2RhdGEvMVBLAQIUAxQAAAAAAAMhdV3RnmdVAgAAAAIAAAAPAAAAAAAAAAAAAACAAbcDAABhcmNoaXZl
            L3ZlcnNpb25QSwUGAAAAAAUABQAyAQAA5gMAAAAA
            """;

    private TorchFixture() {}

    static byte[] checkpoint() {
        return Base64.getMimeDecoder().decode(CHECKPOINT);
    }

    /** A checkpoint of a pickle and one storage, {@code 0}, of six floats. */
    static byte[] archive(byte[] pickle) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("model/data.pkl", pickle);
        members.put("model/data/0", new byte[24]);
        return zip(members, true);
    }

    static byte[] zip(Map<String, byte[]> members, boolean stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                if (stored) {
                    CRC32 checksum = new CRC32();
                    checksum.update(member.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(member.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(member.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
