namespace StreamEngine.Config;

/// <summary>Describes the options of a record type from its properties, attributes and doc comments.</summary>
public static class OptionsDescription
{
    /// <summary>The options in the order they are declared.</summary>
    public static IReadOnlyList<OptionDescription> Of(Type optionsType)
    {
        var docs = XmlDocs.Of(optionsType.Assembly);
        return [.. OptionProperty.Of(optionsType).Select(option => new OptionDescription(
            option.Name,
            option.Type.Text,
            option.IsRequired ? null : OptionScalar.Text(option.Default),
            option.Range?.ToString(),
            option.IsRequired,
            docs.Summary(option.Property),
            option.Units is { } units ? string.Join(" or ", units) : null,
            option.OneOf ?? (option.Type.Item.IsEnum ? [.. Enum.GetNames(option.Type.Item).Select(OptionNames.ToSnakeCase)] : null),
            option.IsShorthand,
            OptionType.IsScalar(option.Type.Item) ? null : Of(option.Type.Item)))];
    }
}
