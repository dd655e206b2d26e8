namespace StreamEngine.Models;

/// <summary>An input or output as the model file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Type of its values.</param>
/// <param name="TypeText">The type as messages name it.</param>
/// <param name="Dims">Its dimensions, null where one is a symbol or not said; null when it has no shape at all.</param>
public sealed record ModelTensor(string Name, ElementKind Kind, string TypeText, IReadOnlyList<long?>? Dims)
{
    /// <summary>Type and shape as messages show them: <c>float32[?, 16]</c>.</summary>
    public string Text => TypeText + (Dims is null ? " of no shape" : $"[{string.Join(", ", Dims.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]");

    /// <summary>Values of one row: the product of the dimensions behind the first. Null when one of them is open, or it has no dimension for rows.</summary>
    public long? Width
    {
        get
        {
            if (Dims is not { Count: > 0 } dims)
            {
                return null;
            }

            var width = 1L;
            foreach (var dim in dims.Skip(1))
            {
                if (dim is not (> 0 and <= int.MaxValue) || (width *= dim.Value) > int.MaxValue)
                {
                    return null;
                }
            }

            return width;
        }
    }
}
