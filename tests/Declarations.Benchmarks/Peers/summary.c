/* The body of the summary sheet by libxlsxwriter in constant-memory mode: summary ROWS CELLS OUT. CELLS holds a row a line,
   20 fields between tabs: the height, then the 19 cells as text. The vertical merges are left out: this mode cannot make them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { COLUMNS = 19, MOST = 8192 };
static const int KINDS[COLUMNS] = {0, 1, 0, 2, 1, 1, 1, 1, 2, 1, 1, 2, 3, 3, 1, 1, 1, 2, 2}; /* count, centred, left, amount */
static const double WIDTHS[COLUMNS] = {6, 9, 6, 18, 9, 10, 6, 15, 13, 14, 16, 24, 9, 9, 11.5, 11.5, 15, 20, 20};
static struct { double height; char *text[COLUMNS]; double number[COLUMNS]; } cells[MOST];

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int rows = atoi(argv[1]), count = 0;
  FILE *from = fopen(argv[2], "r");
  char line[65536];
  while (from && count < MOST && fgets(line, sizeof line, from)) {
    line[strcspn(line, "\n")] = 0;
    char *rest = line, *field = strsep(&rest, "\t");
    cells[count].height = atof(field);
    for (int c = 0; c < COLUMNS; c++) {
      field = strsep(&rest, "\t");
      for (char *at = field; *at; at++) if (*at == '\v') *at = '\n';
      cells[count].text[c] = strdup(field);
      cells[count].number[c] = atof(field);
    }
    count++;
  }
  if (count == 0) return 1;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL, .use_zip64 = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(argv[3], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
  lxw_format *formats[4];
  for (int kind = 0; kind < 4; kind++) {
    lxw_format *format = formats[kind] = workbook_add_format(book);
    format_set_font_name(format, "宋体");
    format_set_font_size(format, 10.5);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(format, kind == 2 ? LXW_ALIGN_LEFT : kind == 3 ? LXW_ALIGN_RIGHT : LXW_ALIGN_CENTER);
    format_set_num_format_index(format, kind == 0 ? 1 : kind == 3 ? 2 : 49);
  }
  for (int c = 0; c < COLUMNS; c++) worksheet_set_column(sheet, c, c, WIDTHS[c], NULL);
  worksheet_set_paper(sheet, 8);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_freeze_panes(sheet, 7, 2);
  worksheet_repeat_rows(sheet, 4, 6);
  int sequence = 0;
  for (int r = 0; r < rows; r++) {
    int from_row = r % count;
    worksheet_set_row(sheet, 7 + r, cells[from_row].height, NULL);
    for (int c = 0; c < COLUMNS; c++) {
      char *text = cells[from_row].text[c];
      lxw_format *format = formats[KINDS[c]];
      if (!*text) worksheet_write_blank(sheet, 7 + r, c, format);
      else if (c == 0) worksheet_write_number(sheet, 7 + r, c, ++sequence, format);
      else if (KINDS[c] == 0 || KINDS[c] == 3) worksheet_write_number(sheet, 7 + r, c, cells[from_row].number[c], format);
      else worksheet_write_string(sheet, 7 + r, c, text, format);
    }
  }
  return workbook_close(book);
}
