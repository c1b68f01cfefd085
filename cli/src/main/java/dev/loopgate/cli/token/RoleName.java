package dev.loopgate.cli.token;

import dev.loopgate.contracts.access.Role;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A role as people write it: {@code reviewer}, {@code break-glass}. */
final class RoleName implements ITypeConverter<Role> {
  @Override
  public Role convert(String text) {
    return Role.spelt(text.toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is no role; there are %s"
                    .formatted(text, Arrays.stream(Role.values()).map(Role::spelling).toList())));
  }
}
