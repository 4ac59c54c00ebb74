document.title = '类案';
