package dev.loopgate.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A signed statement with any number of signers (DSSE v1): one from each person of a quorum. Its
 * components are the members of the JSON that others read.
 *
 * @param payloadType a media type such as {@code application/vnd.in-toto+json}
 * @param payload base64 of what is signed
 */
public record DsseEnvelope(String payloadType, String payload, List<DsseSignature> signatures) {
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  public DsseEnvelope {
    signatures = List.copyOf(signatures);
  }

  /** An envelope that nobody has signed yet. */
  public static DsseEnvelope of(String payloadType, byte[] payload) {
    return new DsseEnvelope(payloadType, Base64Text.of(payload), List.of());
  }

  /** The same with one more signature. */
  public DsseEnvelope sign(NoteSigner signer) {
    byte[] signature = signer.signBytes(preAuthenticationEncoding());
    List<DsseSignature> more = new ArrayList<>(signatures);
    more.add(new DsseSignature(keyId(signer.key()), Base64Text.of(signature)));
    return new DsseEnvelope(payloadType, payload, more);
  }

  /**
   * What is signed, now to be believed.
   *
   * @param threshold how many different ones of the keys must have signed
   * @throws TlogException when fewer did
   */
  public byte[] open(List<NoteKey> keys, int threshold) {
    if (threshold < 1) {
      throw new TlogException("at least one signature is needed");
    }
    byte[] message = preAuthenticationEncoding();
    Set<String> signers = new HashSet<>();
    for (DsseSignature signature : signatures) {
      for (NoteKey key : keys) {
        if (verifies(key, message, signature)) {
          signers.add(HexFormat.of().formatHex(key.raw()));
        }
      }
    }
    if (signers.size() < threshold) {
      throw new TlogException(
          "the envelope is signed by " + signers.size() + " of the keys; " + threshold + " must");
    }
    return decode(payload);
  }

  private static boolean verifies(NoteKey key, byte[] message, DsseSignature signature) {
    return Ed25519.verify(Ed25519.publicKey(key.raw()), message, decode(signature.sig()));
  }

  /** {@code DSSEv1 SP length(type) SP type SP length(body) SP body}. */
  byte[] preAuthenticationEncoding() {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    byte[] body = decode(payload);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii("DSSEv1 " + type.length + " "));
    bytes.writeBytes(type);
    bytes.writeBytes(ascii(" " + body.length + " "));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** DSSE lets writers choose between the two alphabets. */
  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new TlogException("the envelope holds something that is not base64", e);
    }
  }

  private static String keyId(NoteKey key) {
    return key.name() + "+" + key.idHex();
  }
}
