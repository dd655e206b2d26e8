using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>A field of a file's schema, with what decodes it.</summary>
/// <param name="Field">The column.</param>
/// <param name="Decoder">Turns body buffers into columns.</param>
/// <param name="IsStamps">Whether it holds stream times.</param>
internal sealed record ArrowField(Field Field, ColumnDecoder Decoder, bool IsStamps);
