package dev.loopgate.tlog;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with the JDK's own provider and raw 32-byte keys. */
final class Ed25519 {
  static final int KEY_LENGTH = 32;
  static final int SIGNATURE_LENGTH = 64;

  /** What DER writes before the 32 bytes of a public key. */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The JDK derives the public key from a seed only while it generates a pair. */
  private static final class Seed extends SecureRandom {
    private final byte[] seed;

    private Seed(byte[] seed) {
      super(null, null);
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }

  static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }

  static PublicKey publicKey(byte[] raw) {
    if (raw.length != KEY_LENGTH) {
      throw new TlogException("a public key has 32 bytes, not " + raw.length);
    }
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(SPKI);
    der.writeBytes(raw);
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(der.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new TlogException("no Ed25519 public key", e);
    }
  }

  static byte[] raw(PublicKey key) {
    byte[] der = key.getEncoded();
    return Arrays.copyOfRange(der, der.length - KEY_LENGTH, der.length);
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_LENGTH) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // a key or signature that is no point of the curve verifies nothing
    }
  }
}
