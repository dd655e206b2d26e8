namespace StreamEngine.Cli;

/// <summary>Exit codes (DESIGN § 8).</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int RunFailed = 1;
    public const int Usage = 2;
    public const int TestsFailed = 3;
    public const int GuaranteeNotMet = 4;
    public const int Io = 74;
    public const int ConfigRefused = 78;
}
