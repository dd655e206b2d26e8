namespace StreamEngine.Config;

/// <summary>How an option's value is built.</summary>
internal enum OptionShape
{
    /// <summary>One scalar.</summary>
    Scalar,

    /// <summary>A list of scalars or records; one scalar is a list of one.</summary>
    List,

    /// <summary>Names with scalars or records.</summary>
    Map,

    /// <summary>A map of options of its own.</summary>
    Record,
}
