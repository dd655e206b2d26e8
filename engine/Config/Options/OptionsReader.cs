namespace StreamEngine.Config;

/// <summary>Reads a verb's value into its options record: the one place that checks names, types, units and ranges.</summary>
public static class OptionsReader
{
    /// <summary>Reads options; problems are collected, and what has one keeps its default.</summary>
    /// <param name="optionsType">A record with init properties; its attributes say what is allowed.</param>
    /// <param name="value">The verb's value: a map of options, a bare value for the <see cref="ShorthandAttribute"/> option, or nothing.</param>
    /// <param name="node">Name of the node, for messages.</param>
    /// <param name="spans">Receives where each option stands.</param>
    /// <param name="problems">Receives SE2xxx and SE4xxx.</param>
    /// <param name="substitute">Gives the value of a reference (<c>$name</c>, <c>env:NAME</c>, <c>secret:NAME</c>) for the type asked for; null when the scalar is not a reference.</param>
    /// <returns>The record; all defaults where nothing valid was written.</returns>
    public static object Read(
        Type optionsType,
        YamlNode? value,
        string node,
        OptionSpans spans,
        Problems problems,
        Func<YamlScalar, Type, ScalarValue?>? substitute = null) =>
        new OptionsBinding(node, spans, problems, substitute).ReadVerb(optionsType, value);

    /// <summary>Reads options of a type known at compile time.</summary>
    /// <inheritdoc cref="Read(Type, YamlNode?, string, OptionSpans, Problems, Func{YamlScalar, Type, ScalarValue?}?)"/>
    public static T Read<T>(YamlNode? value, string node, OptionSpans spans, Problems problems, Func<YamlScalar, Type, ScalarValue?>? substitute = null)
        where T : class => (T)Read(typeof(T), value, node, spans, problems, substitute);
}
