package dev.loopgate.worker.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Assembles classic BPF, the language in which Linux takes system call filters. Rules are written
 * one after the other, each with its own verdict, so that no jump is longer than one rule.
 */
final class Bpf {
  static final int ALLOW = 0x7fff0000;
  static final int KILL = 0x80000000;

  private static final int FAIL = 0x00050000;
  private static final int LOAD = 0x20;
  private static final int RETURN = 0x06;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_GREATER = 0x25;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int ARGUMENTS = 16;

  private final ByteArrayOutputStream program = new ByteArrayOutputStream();

  /** The verdict that makes a call fail with this error number. */
  static int fail(int errno) {
    return FAIL | errno;
  }

  /** Another architecture has other numbers: whoever speaks it is ended. */
  Bpf onlyArchitecture(int value) {
    emit(LOAD, 0, 0, ARCHITECTURE);
    emit(JUMP_EQUAL, 1, 0, value);
    emit(RETURN, 0, 0, KILL);
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  Bpf above(int number, int verdict) {
    emit(JUMP_GREATER, 0, 1, number);
    emit(RETURN, 0, 0, verdict);
    return this;
  }

  Bpf always(int number, int verdict) {
    emit(JUMP_EQUAL, 0, 1, number);
    emit(RETURN, 0, 0, verdict);
    return this;
  }

  /** When the argument has one of these bits. */
  Bpf whenBits(int number, int argument, int bits, int verdict) {
    emit(JUMP_EQUAL, 0, 4, number);
    emit(LOAD, 0, 0, low(argument));
    emit(JUMP_ANY_BIT, 0, 1, bits);
    emit(RETURN, 0, 0, verdict);
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  /** When one argument has this value and another one of these bits. */
  Bpf whenEqualAndBits(int number, int argument, int value, int other, int bits, int verdict) {
    emit(JUMP_EQUAL, 0, 6, number);
    emit(LOAD, 0, 0, low(argument));
    emit(JUMP_EQUAL, 0, 3, value);
    emit(LOAD, 0, 0, low(other));
    emit(JUMP_ANY_BIT, 0, 1, bits);
    emit(RETURN, 0, 0, verdict);
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  /** When the argument, cut to 32 bits as the kernel does, is one of these. */
  Bpf whenOneOf(int number, int argument, int verdict, int... values) {
    emit(JUMP_EQUAL, 0, 2 * values.length + 2, number);
    emit(LOAD, 0, 0, low(argument));
    for (int value : values) {
      emit(JUMP_EQUAL, 0, 1, value);
      emit(RETURN, 0, 0, verdict);
    }
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  /** When the argument is none of these. */
  Bpf whenNoneOf(int number, int argument, int verdict, int... values) {
    emit(JUMP_EQUAL, 0, values.length + 3, number);
    emit(LOAD, 0, 0, low(argument));
    for (int i = 0; i < values.length; i++) {
      emit(JUMP_EQUAL, values.length - i, 0, values[i]);
    }
    emit(RETURN, 0, 0, verdict);
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  /** When the argument, all 64 bits of it, is larger. */
  Bpf whenLarger(int number, int argument, int bound, int verdict) {
    emit(JUMP_EQUAL, 0, 6, number);
    emit(LOAD, 0, 0, low(argument) + 4);
    emit(JUMP_GREATER, 2, 0, 0);
    emit(LOAD, 0, 0, low(argument));
    emit(JUMP_GREATER, 0, 1, bound);
    emit(RETURN, 0, 0, verdict);
    emit(LOAD, 0, 0, NUMBER);
    return this;
  }

  /** The bytes as the kernel reads them; whatever no rule named is allowed. */
  byte[] bytes() {
    emit(RETURN, 0, 0, ALLOW);
    return program.toByteArray();
  }

  private static int low(int argument) {
    return ARGUMENTS + 8 * argument;
  }

  private void emit(int code, int ifTrue, int ifFalse, int value) {
    ByteBuffer instruction = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    instruction.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
    program.writeBytes(instruction.array());
  }
}
