namespace StreamEngine.Data.Kernels;

/// <summary>Sums over pairs of deviations from two means: of each, of their squares, and of their products.</summary>
internal readonly record struct ProductSums(double X, double Y, double XX, double YY, double XY);
