namespace StreamEngine.Sources;

/// <summary>The values one field of a cron expression allows.</summary>
/// <param name="Values">A bit for each.</param>
/// <param name="IsAny">Whether the field begins with <c>*</c>, with or without a step: then it is not restricted, as <c>crontab</c> has it.</param>
internal readonly record struct CronField(ulong Values, bool IsAny)
{
    /// <summary>Whether a value is allowed.</summary>
    public bool Has(int value) => (Values >> value & 1) != 0;
}
