package dev.loopgate.cli.token;

import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.SecretFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key pair that says who is who on one machine: ES256, kept as PEM files. */
public final class IssuerKey {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private IssuerKey() {}

  /** Reads the key; makes it and its public half when there is none. */
  public static PrivateKey loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return load(file);
  }

  /** Reads the key. */
  public static PrivateKey load(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new Refusal("this machine has no issuer key yet: " + file, "loopgate up");
    }
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(parse(Files.readString(file))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Refusal(file + " holds no EC private key", "restore it, or remove keys/ and start");
    }
  }

  private static void create(Path file) throws IOException {
    KeyPair pair = generate();
    SecretFiles.write(publicHalf(file), pem(PUBLIC, pair.getPublic().getEncoded()));
    SecretFiles.write(file, pem(PRIVATE, pair.getPrivate().getEncoded()));
  }

  /** Beside {@code issuer.pem}: {@code issuer.pub.pem}. */
  public static Path publicHalf(Path file) {
    return file.resolveSibling("issuer.pub.pem");
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has secp256r1", e);
    }
  }

  private static String pem(String what, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }

  private static byte[] parse(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
