package dev.loopgate.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text and who signed it (signed-note). A parsed note is not to be believed before {@link
 * #signers} has said so.
 *
 * @param text ends with a newline, which is signed, too
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** Larger notes are refused before they are read. */
  public static final int MAX_LENGTH = 1_000_000;

  private static final int MAX_SIGNATURES = 100;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n")) {
      throw new TlogException("the text of a note ends with a newline");
    }
    if (text.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new TlogException("a note has no control characters");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new TlogException("a note has at most " + MAX_SIGNATURES + " signatures");
    }
  }

  /** A note that nobody has signed yet. */
  public static SignedNote of(String text) {
    return new SignedNote(text, List.of());
  }

  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      throw new TlogException("a note of " + bytes.length + " bytes is too large");
    }
    String note = decode(bytes);
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw new TlogException("a note is a text, an empty line and signatures, each with newline");
    }
    String lines = note.substring(split + 2, note.length() - 1);
    List<NoteSignature> signatures =
        Arrays.stream(lines.split("\n", -1)).map(NoteSignature::parse).toList();
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TlogException("a note is UTF-8", e);
    }
  }

  /** The same text with one more signature. */
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Checks every signature by a known key; those of unknown keys are ignored.
   *
   * @return the keys that signed, each once; empty when none of them did
   * @throws TlogException when a known key's signature is wrong
   */
  public List<NoteKey> signers(List<NoteVerifier> known) {
    List<NoteKey> signers = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (NoteVerifier verifier : known) {
        if (verifier.knows(signature)) {
          requireGood(verifier, signature);
          signers.add(verifier.key());
        }
      }
    }
    return signers.stream().distinct().toList();
  }

  private void requireGood(NoteVerifier verifier, NoteSignature signature) {
    if (!verifier.verifies(text, signature)) {
      throw new TlogException("the signature of " + signature.name() + " is wrong");
    }
  }

  /**
   * The text, now to be believed.
   *
   * @throws TlogException when this key did not sign it
   */
  public String verifiedBy(NoteVerifier verifier) {
    if (signers(List.of(verifier)).isEmpty()) {
      throw new TlogException("the note is not signed by " + verifier.key());
    }
    return text;
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}
